"""A roadmap to export: six goals, thirty actions, milestones, indicators, and the letters of seven languages."""

# ruff: noqa: E501, ISC004 -- running text in tables reads best in whole lines

from __future__ import annotations

from datetime import date

from adaptations import Stance
from adaptations.document import Document, Kind, Node, NodeId, Question, Setting, Value
from exports.subject import Subject

ALPHABETS = {
    "en": "The quick brown fox jumps over the lazy dog ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789",
    "ru": "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "kk": "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ әғқңөұүһі",
    "ky": "Ңң Өө Үү Ыңгайлуу көмүскө үрөөн",
    "tg": "Ғғ Ӣӣ Ққ Ӯӯ Ҳҳ Ҷҷ Иқтисоди эҷодӣ, фарҳанг",
    "tk": "Ää Çç Ňň Öö Şş Üü Ýý Žž Döredijilik ykdysadyýeti",
    "uz": "Oʻoʻ Gʻgʻ Shsh Chch ʼ Ijodiy iqtisodiyot, oʻzbek, Ўў Ққ Ғғ Ҳҳ",
}

GOALS = (
    (
        "Make creative work a viable livelihood",
        "Most creative businesses in the region are one or two people. They invoice late, borrow at consumer rates and "
        "leave the register as soon as a form goes wrong. This goal gives them small, quick money, plain contracts and a "
        "status that social insurance recognises.",
        ("Finance for micro-enterprises", "Fair work and the status of the artist"),
        (
            ("Grants of up to EUR 5,000 for first orders", 1500000, "2027-03", "2030-12"),
            ("Loan guarantee for craft workshops", 4000000, "2027-Q3", "2031"),
            ("Register of creative occupations", 350000, "2027", "2028-06"),
            ("Model contracts in seven languages", 120000, "2026-11", "2027-09"),
            ("Tax window for freelancers", 80000, "2028-01", ""),
        ),
    ),
    (
        "Keep heritage in use, in hands and in mind",
        "A skill survives when somebody can live from it. Felt makers, carpet weavers and instrument builders teach few "
        "apprentices because teaching costs them orders.",
        ("Masters and apprentices", "Museums, archives and sites"),
        (
            ("Stipends for masters who teach", 900000, "2027-09", "2032-06"),
            ("Open catalogue of public collections", 620000, "2026-11", "2029"),
            ("Climate plan for earthen sites", 2300000, "2028", "2033"),
            ("Mark of origin for felt, silk and carpets", 210000, "2027-Q2", "2028-Q4"),
            ("Travelling restoration workshop", 540000, "2029-04", "2031-10"),
        ),
    ),
    (
        "Give every learner a creative education",
        "Arts hours have been cut in most timetables, and graduates of art schools learn craft but not how to price it.",
        ("Schools and early years", "Vocational and higher education"),
        (
            ("Two arts hours a week in every school", 5200000, "2027-09", "2032-05"),
            ("Business module for art schools", 180000, "2027-02", "2028-07"),
            ("Makerspaces in forty libraries", 3100000, "2027-05", "2030"),
            ("Exchange of final-year students", 460000, "2028-09", ""),
            ("Teacher fellowships in studios", 240000, "2026-12", "2029-06"),
        ),
    ),
    (
        "Bring culture within reach of every district",
        "Two thirds of rural venues were built before 1985. Many are warm and staffed, yet dark most evenings.",
        ("Houses of culture", "Inclusion and languages"),
        (
            ("Renewal of one hundred houses of culture", 12500000, "2027-06", "2033-12"),
            ("Touring guarantee for small companies", 700000, "2027-01", "2030-12"),
            ("Standard for step-free venues", 95000, "2026-11", "2027-12"),
            ("Commissions in minority languages", 830000, "2028-03", "2032"),
            ("Mobile cinema for mountain valleys", 410000, "2027-05", "2029-10"),
        ),
    ),
    (
        "Own the tools, the data and the stage",
        "Income from streaming leaves the region faster than it arrives, and few rights are registered at home.",
        ("Rights and platforms", "Creative technology"),
        (
            ("Regional rights clearing office", 1150000, "2028-01", ""),
            ("Games and animation incubator", 2700000, "2027-04", "2031-04"),
            ("Satellite account for culture", 380000, "2026-11", "2029-12"),
            ("Fonts and spell-checkers for seven languages", 150000, "2027-Q1", "2027-Q4"),
            ("Shared render and sound studio", 1900000, "2029-01", "2031-06"),
        ),
    ),
    (
        "Work across borders as a matter of course",
        "A touring company completes eleven forms to cross one border. Five small markets that share a calendar are one "
        "market that buyers notice.",
        ("Mobility of people and works", "Joint programmes"),
        (
            ("One customs form for instruments and sets", 60000, "2027-02", "2027-11"),
            ("Residencies in border towns", 520000, "2027-07", "2032-07"),
            ("Joint film development market", 980000, "2028-05", "2032-05"),
            ("Creative Industries Park: model statute", 275000, "2026-11", "2028-03"),
            ("Yearly forum of the five countries", 640000, "2027-10", ""),
        ),
    ),
)

PARAGRAPHS = (
    "Culture is treated here as a public good, an economic sector and a way of belonging, and each of these readings asks "
    "for a different instrument. Where responsibilities overlap, the lead answers for delivery and the partners for their "
    "own share of it.",
    "Small and predictable grants outlast large and irregular ones. {{lead_ministry}} will therefore publish one calendar "
    "of calls, so that applicants can plan a season rather than chase a deadline.",
    "The consultation brought 1,284 written answers, two thirds of them from outside the capitals. People asked for working "
    "capital and transport more often than for training, and the actions follow that order.",
    "Independent juries with published minutes and changing members remain the simplest safeguard of artistic freedom.\n\n"
    "- Jurors serve for two years and are paid for their time.\n- Minutes appear within ten days.\n"
    "- Whoever applies may read the scores of their own application.",
    "Rules of procurement were written for roads and boilers; they will be changed so that originality may be scored as well "
    "as price.\n\n> The first year goes into rules, registers and people; visible programmes begin in the second.",
    "| Instrument | Who decides | From |\n|---|---|---|\n| Grant | Jury of five | 2027 |\n| Guarantee | Bank and fund | 2028 |\n"
    "| Stipend | Guild | 2027 |",
)

LEADS = (
    "{{lead_ministry}}",
    "Ministry of Economy",
    "National Arts Council",
    "Ministry of Education",
    "Union of Craftspeople",
    "Agency for Statistics",
)
STATUSES = ("not_started", "limited", "substantial", "completed", "suspended", "not_started", "limited")
STAGES = ("idea", "drafted", "sent", "passed", "signed", "in_force")
INDICATORS = (
    ("Creative firms with access to credit", "%", "18", "45", "22"),
    ("Apprentices in registered workshops", "people", "640", "2400", "910"),
    ("Pupils with two arts hours a week", "%", "38", "90", "44"),
    ("Venues open four evenings a week", "%", "21", "75", "26"),
    ("Works registered by residents", "works a year", "1200", "6000", ""),
    ("Days from application to customs clearance", "days", "34", "3", "28"),
)


def node(ident: str, kind: Kind, title: str, parent: str | None, body: str = "", **fields: Value) -> Node:
    """Return a node with its fields sorted and the empty ones left away."""
    setting = Setting.MANDATORY if ident.endswith("-1-0") else Setting.OPEN
    kept = tuple(sorted((name, value) for name, value in fields.items() if value))
    return Node(NodeId(ident), kind, title, body, NodeId(parent) if parent else None, setting, kept)


def roadmap(**changes: object) -> Document:
    """Return the sample roadmap as its master edition."""
    nodes = [
        node("intro", Kind.SECTION, "Why a shared roadmap", None, "\n\n".join(PARAGRAPHS[:4])),
        node("method", Kind.SECTION, "How it was made", "intro", PARAGRAPHS[2] + "\n\n" + PARAGRAPHS[5]),
        node("letters", Kind.SECTION, "Seven languages, one text", "intro", "\n\n".join(ALPHABETS.values())),
    ]
    for index in range(len(GOALS)):
        nodes += _goal(index)
    nodes.append(node("delivery", Kind.SECTION, "Delivery and review", None, PARAGRAPHS[4] + "\n\n" + PARAGRAPHS[1]))
    values: dict[str, object] = {
        "id": "creative-economy",
        "title": "Creative Economy Roadmap for Central Asia",
        "subtitle": "What five countries will do together, and each in its own way, from 2026 to 2033",
        "nodes": tuple(nodes),
        "questions": (Question("lead_ministry", "Lead ministry", "", "the ministry responsible for culture"),),
    }
    return Document(**{**values, **changes})  # type: ignore[arg-type]


def _goal(index: int) -> list[Node]:
    title, lead, sections, actions = GOALS[index]
    goal = f"goal-{index + 1}"
    nodes = [node(goal, Kind.GOAL, title, None, lead + "\n\n" + PARAGRAPHS[index])]
    for place, name in enumerate(sections):
        section = f"section-{index + 1}-{place}"
        text = "\n\n".join(PARAGRAPHS[(index + place + shift) % len(PARAGRAPHS)] for shift in range(3))
        nodes.append(node(section, Kind.SECTION, name, goal, text))
        for count in range(3 if place == 0 else 2):
            nodes += _action(index, place * 3 + count, section, actions[place * 3 + count])
    measure, unit, baseline, target, latest = INDICATORS[index]
    nodes.append(
        node(
            f"indicator-{index + 1}",
            Kind.INDICATOR,
            measure,
            goal,
            unit=unit,
            better="down" if unit == "days" else "up",
            baseline=baseline,
            baseline_year="2025",
            target=target,
            target_year="2032",
            actuals=(("2026", "region", latest, "survey"),) if latest else (),
            verification="Yearly survey of practitioners, published in open formats",
        )
    )
    return nodes


def _action(goal: int, count: int, section: str, action: tuple[str, int, str, str]) -> list[Node]:
    title, cost, start, end = action
    ident = f"action-{goal + 1}-{count}"
    turn = goal * 5 + count
    nodes = [
        node(
            ident,
            Kind.ACTION,
            title,
            section,
            "The lead publishes the rules, opens the first call within four months and reports twice a year. "
            "Applicants need one form, in their own language, and hear back within thirty days.",
            state="agreed",
            problem="Applicants wait nine months for an answer, and every second one gives up before it arrives.",
            result="By the end of the period a decision takes thirty days and reaches people outside the capitals.",
            completion="The rules, signed by the minister; the register of decisions; the audit of the first year.",
            lead=LEADS[turn % len(LEADS)],
            partners=(("Local associations", "juries and outreach"), ("Development bank", "accounts and guarantees")),
            start=start,
            end=end,
            permanent="" if end else "yes",
            costs=(
                (str(cost), "EUR", "national budgets", "yes"),
                (str(cost // 4), "USD", "donors", "")
                if turn % 3 == 0
                else (str(cost * 500), "KZT", "regional budgets", "yes"),
            ),
            priority=("high", "medium", "low")[turn % 3],
            status=STATUSES[turn % len(STATUSES)],
            percent=str(turn * 7 % 100) if turn % 2 else "",
            reason="Waiting for the budget law" if turn % 7 == 4 else "",
        )
    ]
    if turn % 2 == 0:
        nodes.append(
            node(
                f"{ident}-law",
                Kind.MILESTONE,
                "Order of the minister in force",
                ident,
                due=f"{int(start[:4]) + 1}-Q2",
                instrument="Order on the rules of support",
                stage=STAGES[turn % len(STAGES)],
            )
        )
    return nodes


def adaptation() -> tuple[Document, dict[NodeId, Stance], dict[NodeId, str]]:
    """Return Kazakhstan's edition of the sample with its stances and the reasons for them."""
    master = roadmap()
    gone = {"action-2-4", "action-3-3", "section-5-1", "action-5-3", "action-5-4"}
    gone |= {each.id for each in master.nodes if each.parent in gone}
    stances: dict[NodeId, Stance] = {}
    nodes: list[Node] = []
    for place, each in enumerate(master.nodes):
        if each.id in gone:
            stances[each.id] = Stance.LEFT_OUT
            continue
        if each.kind is Kind.ACTION and place % 4 == 0:
            stances[each.id] = Stance.ADAPTED
            nodes.append(each.with_part("problem", "In the steppe regions the answer takes a year."))
        elif each.kind is Kind.ACTION and place % 11 == 3:
            stances[each.id] = Stance.REPLACED
            nodes.append(each.with_part("title", "Бірыңғай терезе: шығармашылық кәсіпкерлерге арналған қызмет"))
        else:
            stances[each.id] = Stance.AS_IS
            nodes.append(each)
    own = node(
        "steppe",
        Kind.ACTION,
        "Caravan of makers along the Caspian coast",
        "goal-6",
        PARAGRAPHS[0],
        start="2028",
        end="2030",
        lead="Mangystau region",
        costs=(("95000000", "KZT", "regional budget", ""),),
    )
    stances[own.id] = Stance.ADDED
    document = roadmap(
        id="creative-economy-kz",
        country="KZ",
        nodes=(*nodes[:-1], own, nodes[-1]),
        answers=(("lead_ministry", "Ministry of Culture and Information"),),
    )
    reasons = {
        NodeId("action-2-4"): "The national museum already runs such a workshop.",
        NodeId("section-5-1"): "Covered by the digital programme of 2025.",
    }
    return document, stances, reasons


def subject(document: Document | None = None, **changes: object) -> Subject:
    """Return a published master to export, or the same with changes."""
    values: dict[str, object] = {
        "document": document or roadmap(),
        "version": "1.1",
        "published": date(2026, 11, 20),
        "printed": date(2026, 11, 22),
        "network": "Creative Central Asia Network",
        "region": "Central Asia",
        "country_name": "",
        "stances": None,
        "editions": None,
        "based_on": "",
        "locale": "en",
        "translate": str,
        "demo": False,
    }
    return Subject(**{**values, **changes})  # type: ignore[arg-type]


def adapted_subject(**changes: object) -> Subject:
    """Return Kazakhstan's published adaptation to export."""
    document, stances, reasons = adaptation()
    values: dict[str, object] = {
        "country_name": "Kazakhstan",
        "stances": stances,
        "based_on": "1.1",
        "master": roadmap(),
        "reasons": reasons,
    }
    return subject(document, **{**values, **changes})


def compared_subject(**changes: object) -> Subject:
    """Return the master with the stances of five countries."""
    document = roadmap()
    order = tuple(Stance)
    weights = (0, 0, 0, 1, 1, 0, 2, 3, 0, 1, 0)
    editions = {
        code: {
            each.id: order[weights[(place * step + step) % len(weights)]] for place, each in enumerate(document.nodes)
        }
        for code, step in (("KZ", 1), ("KG", 2), ("TJ", 3), ("TM", 5), ("UZ", 7))
    }
    return subject(document, **{"editions": editions, **changes})


LONG_WORD = "Шығармашылықтандырылмағандардікіндейсіңдер"
LONG_TITLE = (
    "On the comprehensive modernisation, harmonisation and progressive implementation of instruments for the support of "
    "creative micro-enterprises, cooperatives and guilds in mountain districts, border towns and newly founded regional "
    "centres, including transitional provisions, reporting duties and the settlement of open questions"
)
HOSTILE_BODY = (
    f"{LONG_WORD * 6}\n\n"
    + "".join(f"| {LONG_WORD if column == 0 else 'Column ' + str(column)} " for column in range(12))
    + "|\n"
    + "|---" * 12
    + "|\n"
    + "".join(f"| {LONG_WORD if column == 4 else '12 345 678,90'} " for column in range(12))
    + "|\n\n```\n"
    + "x" * 400
    + "\n```\n\n1. one\n   - two\n     - three\n\nText with a note[^1].\n\n[^1]: The note itself.\n"
)


def hostile(nodes: int = 200) -> Document:
    """Return a deep document of long titles, long words, wide tables and unreadable values."""
    found: list[Node] = []
    kinds = (Kind.SECTION, Kind.ACTION, Kind.MILESTONE, Kind.INDICATOR, Kind.ACTION)
    for index in range(nodes):
        kind = Kind.GOAL if index % 40 == 0 else kinds[index % len(kinds)]
        parent = None if index % 40 == 0 else found[-1].id if index % 7 else found[index - index % 40].id
        fields: dict[str, Value] = {}
        if kind is Kind.ACTION:
            fields = {
                "lead": LONG_WORD * 3,
                "start": ("2027", "soon", "2027-13", "1200", "9999-12")[index % 5],
                "end": ("2026", "2031-Q4", "", "2033-02-30", "2034")[index % 5],
                "costs": (
                    ("12345678901234567", "UZS", LONG_WORD * 2, "yes"),
                    ("a lot", "", "", ""),
                    ("-5", "EUR", "", ""),
                ),
                "partners": ((LONG_WORD * 4, LONG_WORD * 3),) * 3,
                "problem": HOSTILE_BODY,
                "status": "suspended",
                "percent": "100",
            }
        elif kind is Kind.INDICATOR:
            fields = {"baseline": "1e9", "target": ("5", "1e9", "many")[index % 3], "unit": LONG_WORD * 2}
        elif kind is Kind.MILESTONE:
            fields = {"due": "2029-Q9", "instrument": LONG_TITLE, "stage": "in_force"}
        title = (LONG_TITLE, LONG_WORD, "", LONG_WORD * 5, "Plain")[index % 5]
        found.append(node(f"n{index}", kind, title, parent, HOSTILE_BODY if index % 9 == 0 else "", **fields))
    return roadmap(id="hostile", title=LONG_TITLE, subtitle=LONG_TITLE, nodes=tuple(found), language="kk")


def imported() -> Document:
    """Return a policy that consists of sections only."""
    nodes: list[Node] = []
    for index in range(9):
        top = f"chapter-{index}"
        nodes.append(
            node(
                top,
                Kind.SECTION,
                f"{GOALS[index % 6][0]} ({index + 1})",
                None,
                "\n\n".join(PARAGRAPHS[: index % 6 + 1]),
            )
        )
        for place in range(index % 4):
            section = f"{top}-{place}"
            nodes.append(
                node(
                    section,
                    Kind.SECTION,
                    GOALS[(index + place) % 6][2][place % 2],
                    top,
                    "\n\n".join(PARAGRAPHS[place:]),
                )
            )
            nodes.append(node(f"{section}-deep", Kind.SECTION, "Detail", section, PARAGRAPHS[2]))
    return roadmap(
        id="imported-policy", title="National Policy on Culture", subtitle="", nodes=tuple(nodes), questions=()
    )
