"""`python -m roadmap_app.cli`: the `roadmap` command where it isn't on the path."""

from __future__ import annotations

from roadmap_app.cli.commands import main

if __name__ == "__main__":
    main(prog_name="roadmap")
