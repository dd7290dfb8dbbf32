"""Every address that can be opened, with the values that its variable pieces take in the demo."""

import re

MASTER = {"slug": "creative-economy", "where": "master", "number": "1.1", "node_id": "small-grants", "part": "body"}
COUNTRY = {**MASTER, "where": "tj", "number": "1.0"}
OTHER = {"person_id": "3"}
NOT_PAGES = {
    "static",  # files
    "health.live",
    "health.ready",
    "sign_in.link",  # needs a link that has not been used; walked in journey 1
    "editing.part",  # fragments, which lead to their page when they are opened
    "comparing.row",
    "exporting.card",
    "exporting.download",
    "exporting.published_file",
}
OF_ADAPTATIONS = ("leave-out", "/update")
QUERIES = {
    "arranging.new": "?kind=action&parent=law",
    "comparing.compare_all": "?node=fair-pay&country=TJ",
}


def addresses(rules):
    """Return every address to look at, for the master and for an adaptation, by endpoint.

    `rules` are (endpoint, rule, methods) of the application; one that nobody can fill in is an error.
    """
    found = {}
    for endpoint, rule, methods in rules:
        if "GET" not in methods or endpoint in NOT_PAGES:
            continue
        for values in (MASTER, COUNTRY) if "<where>" in rule else ({**MASTER, **OTHER},):
            if values["where"] == "master" and any(each in rule for each in OF_ADAPTATIONS):
                continue
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda piece: values[piece.group(1)], rule)  # noqa: B023 -- used at once
            found[path + QUERIES.get(endpoint, "")] = endpoint
    return found
