"""The server process: its lock, its first start, its worker and its socket."""
