"""What is merged unasked, what asks for a look and what needs a person: one wording per row of the policy."""

from __future__ import annotations

import pytest

from adaptations import Level, Reason, TextMerge, merge_text

RULE = "Every association shall name a copyright officer by 1 March 2027. The officer reports to the board each spring."
FUND, TRAIN, AUDIT = "Fund the craft archive with 2 million USD.", "Train 400 makers every year.", "Check each lease."
TABLE = "| Measure | 2026 | 2030 |\n|---|---|---|\n| Studios open | 40 | 120 |\n| Makers trained | 400 | 2000 |"
STEPS = [f"Stage {letter} is carried out." for letter in "ABCDE"]


def paragraphs(*texts):
    return "\n\n".join(texts)


def levels(base, upstream, local):
    return [issue.level for issue in merge_text(base, upstream, local).issues]


MERGED = {
    "different sentences of one paragraph": (
        RULE,
        RULE.replace("1 March 2027", "30 June 2028"),
        RULE.replace("each spring", "every quarter"),
        RULE.replace("1 March 2027", "30 June 2028").replace("each spring", "every quarter"),
    ),
    "the same sentence added by both": (RULE, f"{RULE} Reports are public.", f"{RULE} Reports are public.", None),
    "the same change, and one more of one side": (
        RULE,
        RULE.replace("2027", "2028"),
        RULE.replace("2027", "2028").replace("each spring", "every month"),
        RULE.replace("2027", "2028").replace("each spring", "every month"),
    ),
    "other line breaks against another word": (
        RULE,
        RULE.replace(" ", "\n", 5),
        RULE.replace("each spring", "every month"),
        RULE.replace(" ", "\n", 5).replace("each spring", "every month"),
    ),
    "a moved paragraph against an edit of it": (
        paragraphs(FUND, TRAIN, AUDIT),
        paragraphs(AUDIT, FUND, TRAIN),
        paragraphs(FUND, TRAIN, "Check each long lease."),
        paragraphs("Check each long lease.", FUND, TRAIN),
    ),
    "a split paragraph against an edit": (
        RULE,
        RULE.replace(" The officer", "\n\nThe officer"),
        RULE.replace("each spring", "every month"),
        RULE.replace(" The officer", "\n\nThe officer").replace("each spring", "every month"),
    ),
    "an answer in the place of a question against new wording": (
        "{{lead_ministry}} shall fund the archive.",
        "{{lead_ministry}} shall fund and keep the archive.",
        "The Ministry of Culture shall fund the archive.",
        "The Ministry of Culture shall fund and keep the archive.",
    ),
    "two sentences exchanged against an edit of one": (
        "Data stay here. Access to them is logged. Logs live long.",
        "Access to them is logged. Data stay here. Logs live long.",
        "Data stay here. Access to them is logged and checked. Logs live long.",
        "Access to them is logged and checked. Data stay here. Logs live long.",
    ),
    "different rows of a table": (
        TABLE,
        TABLE.replace("120", "150"),
        TABLE.replace("400", "350"),
        TABLE.replace("120", "150").replace("400", "350"),
    ),
    "typographic quotes against another word": (
        'The "creative card" opens doors.',
        "The “creative card” opens doors.",
        'The "creative card" opens markets.',
        'The "creative card" opens markets.',
    ),
    "another list marker against another word": (
        "- craft fair\n- film school",
        "* craft fair\n* film school",
        "- craft fair\n- film studio school",
        "* craft fair\n* film studio school",
    ),
    "another heading level against another word": (
        "## Craft and trade\n\nText.",
        "### Craft and trade\n\nText.",
        "## Craft and fair trade\n\nText.",
        "### Craft and fair trade\n\nText.",
    ),
    "a new item of a numbered list against an edited one": (
        "1. Register.\n2. Pay the fee.",
        "1. Register.\n2. Sign the form.\n3. Pay the fee.",
        "1. Register online.\n2. Pay the fee.",
        "1. Register online.\n2. Sign the form.\n3. Pay the fee.",
    ),
    "different sentences in Russian": (
        "Ассоциация ведёт реестр. В 2026 г. Министерство выделяет средства.",
        "Ассоциация ведёт открытый реестр. В 2026 г. Министерство выделяет средства.",
        "Ассоциация ведёт реестр. В 2027 г. Министерство выделяет средства.",
        "Ассоциация ведёт открытый реестр. В 2027 г. Министерство выделяет средства.",
    ),
}


@pytest.mark.parametrize(("base", "upstream", "local", "wanted"), MERGED.values(), ids=MERGED)
def test_changes_that_do_not_meet_are_merged_without_a_question(base, upstream, local, wanted):
    merged = merge_text(base, upstream, local)
    assert (merged.text, merged.issues) == (local if wanted is None else wanted, ())


SHARE = "Museums may share visitor data with the network for research."
REVIEWED = {
    "different words of one sentence": (
        RULE,
        RULE.replace("a copyright officer", "a trained copyright officer"),
        RULE.replace("Every association", "Every local association"),
        Reason.SAME_SENTENCE,
    ),
    "different sentences at one place": (
        RULE,
        f"{RULE} Reports are public.",
        f"{RULE} The board answers.",
        Reason.BOTH_INSERTED,
    ),
    "a sentence added next to one that was removed": (
        f"{FUND} {TRAIN} {AUDIT}",
        f"{FUND} {AUDIT}",
        f"{FUND} {TRAIN} The training is free. {AUDIT}",
        Reason.BESIDE_REMOVED,
    ),
    "an edit of a passage that the other side repeats": (
        paragraphs(*STEPS),
        paragraphs(*STEPS, "Then again.", *STEPS),
        paragraphs(*STEPS).replace("Stage C is", "Stage C, the long one, is"),
        Reason.REPEATED_TEXT,
    ),
    "two cells of one row": (TABLE, TABLE.replace("120", "150"), TABLE.replace("| 40", "| 35"), Reason.SAME_ROW),
    "paragraphs moved by both": (
        paragraphs(*STEPS),
        paragraphs(*STEPS[1:], STEPS[0]),
        paragraphs(STEPS[3], *STEPS[:3], STEPS[4]),
        Reason.BOTH_REORDERED,
    ),
}


@pytest.mark.parametrize(("base", "upstream", "local", "reason"), REVIEWED.values(), ids=REVIEWED)
def test_changes_that_come_near_each_other_ask_for_a_look(base, upstream, local, reason):
    issues = merge_text(base, upstream, local).issues
    assert [(issue.level, issue.reason) for issue in issues] == [(Level.REVIEW, reason)]


NEEDED = {
    "a date against another noun": (
        RULE,
        RULE.replace("1 March 2027", "30 June 2028"),
        RULE.replace("officer by", "bureau by"),
    ),
    "one number, two new values": (RULE, RULE.replace("2027", "2028"), RULE.replace("2027", "2029")),
    "a negation against another partner": (
        SHARE,
        SHARE.replace("may share", "may not share"),
        SHARE.replace("the network", "the network and insurers"),
    ),
    "a removed paragraph against a changed one": (
        paragraphs(FUND, TRAIN, AUDIT),
        paragraphs(FUND, AUDIT),
        paragraphs(FUND, "Train 600 makers every year.", AUDIT),
    ),
    "a removed sentence against a word inside it": (
        RULE,
        RULE.partition(" The officer")[0],
        RULE.replace("reports to", "reports in writing to"),
    ),
    "an exception removed against the same one extended": (
        "Ask every artist, except in emergencies.",
        "Ask every artist.",
        "Ask every artist, except in emergencies and for the archive.",
    ),
    "a currency against an amount": (
        "The park receives 2 million USD a year.",
        "The park receives 3 million USD a year.",
        "The park receives 2 million EUR a year.",
    ),
    "a duty against another actor": (
        "The Ministry for its part should publish a report.",
        "The Ministry for its part shall publish a report.",
        "The Agency for its part should publish a report.",
    ),
    "a sentence written anew against one number": (
        "By 2030, at least 80% of schools teach design.",
        "By 2030, at least 90% of schools teach design.",
        "Not later than 2030 four fifths of colleges teach design.",
    ),
    "a typing error against a number": (
        "The Minstry funds the park in 2027.",
        "The Ministry funds the park in 2027.",
        "The Minstry funds the park in 2028.",
    ),
    "one cell of a table": (TABLE, TABLE.replace("120", "150"), TABLE.replace("120", "110")),
    "a new column against a cell": (
        TABLE,
        (
            "| Measure | 2026 | 2028 | 2030 |\n|---|---|---|---|\n| Studios open | 40 | 80 | 120 |"
            "\n| Makers trained | 400 | 900 | 2000 |"
        ),
        TABLE.replace("400", "350"),
    ),
    "one block of code": ("```\na = 1\n```", "```\na = 2\n```", "```\na = 3\n```"),
    "two texts in the place of one sentence": (
        f"{FUND} {TRAIN}",
        f"{FUND} Nobody knows what comes next here.",
        f"{FUND} Open all workshops to apprentices from villages.",
    ),
    "a clause instead of an answer": (
        "{{lead_ministry}} may share data.",
        "{{lead_ministry}} may share open data.",
        "The ministry must not share data, but others may share data.",
    ),
    "a number in Russian": (
        "Фонд выделяет 5 млн тенге музеям области.",
        "Фонд выделяет 7 млн тенге музеям области.",
        "Фонд выделяет 5 млн тенге архивам области.",
    ),
    "a negation in Russian": (
        "Музей передаёт эти данные партнёрам сети.",
        "Музей не передаёт эти данные партнёрам сети.",
        "Музей передаёт эти данные партнёрам и страховщикам сети.",
    ),
    "a negated verb in Kazakh": (
        "Қор музейге қаржы береді және есеп жариялайды.",
        "Қор музейге қаржы бермейді және есеп жариялайды.",
        "Қор музейге қаржы береді және жылдық есеп жариялайды.",
    ),
    "a negated verb in Kyrgyz": (
        "Фонд музейге каражат берет жана отчет чыгарат.",
        "Фонд музейге каражат бербейт жана отчет чыгарат.",
        "Фонд музейге каражат берет жана ачык отчет чыгарат.",
    ),
    "a negated verb in Tajik": (
        "Фонд ба осорхона маблағ медиҳад ва ҳисобот менависад.",
        "Фонд ба осорхона маблағ намедиҳад ва ҳисобот менависад.",
        "Фонд ба осорхона маблағ медиҳад ва ҳисоботи кушода менависад.",
    ),
    "a negated verb in Turkmen": (
        "Gazna muzeýe pul berýär we hasabat ýazýar.",
        "Gazna muzeýe pul bermeýär we hasabat ýazýar.",
        "Gazna muzeýe pul berýär we açyk hasabat ýazýar.",
    ),
    "a negated verb in Uzbek": (
        "Jamg‘arma muzeyga mablag‘ beradi va hisobot yozadi.",
        "Jamg‘arma muzeyga mablag‘ bermaydi va hisobot yozadi.",
        "Jamg‘arma muzeyga mablag‘ beradi va ochiq hisobot yozadi.",
    ),
    "a duty in Uzbek": (
        "Vazirlik har bahorda hisobot berishi kerak va uni saqlaydi.",
        "Vazirlik har bahorda hisobot berishi mumkin va uni saqlaydi.",
        "Vazirlik har bahorda hisobot berishi kerak va uni doim saqlaydi.",
    ),
}


@pytest.mark.parametrize(("base", "upstream", "local"), NEEDED.values(), ids=NEEDED)
def test_changes_that_may_alter_what_is_agreed_need_a_person_from_either_side(base, upstream, local):
    assert Level.CONFLICT in levels(base, upstream, local)
    assert Level.CONFLICT in levels(base, local, upstream)


@pytest.mark.parametrize(("base", "upstream", "local"), NEEDED.values(), ids=NEEDED)
def test_a_passage_in_conflict_keeps_its_local_wording(base, upstream, local):
    merged = merge_text(base, upstream, local)
    assert all(issue.proposal is None for issue in merged.issues if issue.level is Level.CONFLICT)
    assert merged.text == local


def test_the_proposal_for_one_sentence_holds_both_changes():
    base = "The park opens a studio for young makers."
    merged = merge_text(base, base.replace("a studio", "a bright studio"), base.replace("makers", "makers and writers"))
    assert merged.text == "The park opens a bright studio for young makers and writers."
    assert merged.issues[0].proposal == merged.text


def test_items_that_both_added_at_one_place_are_kept_the_regions_first_with_a_note():
    merged = merge_text("- fair\n- school", "- fair\n- school\n- festival", "- fair\n- school\n- studio")
    assert merged.text == "- fair\n- school\n- festival\n- studio"
    assert [issue.level for issue in merged.issues] == [Level.NOTE]


def test_rows_that_both_added_at_one_place_are_kept_with_a_note():
    merged = merge_text(TABLE, f"{TABLE}\n| Fairs held | 1 | 9 |", f"{TABLE}\n| Films shot | 2 | 8 |")
    assert merged.text == f"{TABLE}\n| Fairs held | 1 | 9 |\n| Films shot | 2 | 8 |"
    assert [issue.level for issue in merged.issues] == [Level.NOTE]


@pytest.mark.parametrize(
    "text",
    [
        "See Art. 5 of the law and ст. 12 Закона.",
        "В соответствии с п. 3 ст. 5 Закона г. Алматы выделяет средства.",
        "The sum is approx. EUR 5.5 million, i.e. Half of it.",
        "И. О. Иванов подписал документ.",
        "Ask Dr. Karimova and Prof. S. Umarov.",
        "Сумма составляет 5 млн. Долларов США нет.",
    ],
)
def test_no_boundary_is_invented_inside_a_sentence(text):
    words = text.rstrip(".").split()
    upstream = " ".join(["Xfirst", *words[1:]]) + "."
    local = " ".join([*words[:-1], "Xlast"]) + "."
    assert merge_text(text, upstream, local).issues


def test_what_neither_side_touched_keeps_its_bytes():
    odd = "*  Loose   marker\n   wrapped \n\n\n<div>\n x</div>\n\n1) One.  Two spaces.\n\n[ref]: https://example.org\n"
    base = odd + "\nThe park is small. The fund is new.\n"
    upstream, local = base.replace("is small", "is wide"), base.replace("is new", "is old")
    assert merge_text(base, upstream, local).text == odd + "\nThe park is wide. The fund is old.\n"


CLAUSE = (
    "> **Clause 1**\n> The board has nine members. It meets every month.\n>\n> (a) Members serve three years;\n>\n"
    "> (b) Members are paid.\n\nReason."
)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (("every month", "every week"), ("nine members", "seven members")),
        (("> (b)", "> (aa) Members are sworn in;\n>\n> (b)"), ("three years", "four years")),
        (("> (a) Members serve three years;\n>\n", ""), ("are paid", "are paid little")),
        (("Reason.", "A better reason."), ("are paid", "are paid little")),
    ],
)
def test_the_sentences_of_a_quoted_clause_are_merged_like_any_other(theirs, ours):
    wanted = CLAUSE.replace(*theirs).replace(*ours)
    assert merge_text(CLAUSE, CLAUSE.replace(*theirs), CLAUSE.replace(*ours)) == TextMerge(wanted)


def test_a_quote_that_the_region_opens_takes_our_sentence_along():
    opened = CLAUSE.replace("> ", "").replace(">\n", "\n")
    merged = merge_text(CLAUSE, opened, CLAUSE.replace("every month", "every week"))
    assert merged == TextMerge(opened.replace("every month", "every week"))


def test_what_both_add_to_a_quote_stays_in_it():
    theirs, ours = (CLAUSE.replace("> (b)", f"> {text}\n>\n> (b)") for text in ("(x) They meet;", "(y) They vote;"))
    merged = merge_text(CLAUSE, theirs, ours)
    assert merged.text == CLAUSE.replace("> (b)", "> (x) They meet;\n>\n> (y) They vote;\n>\n> (b)")
    assert [issue.reason for issue in merged.issues] == [Reason.BOTH_INSERTED]


def test_a_quote_whose_sentences_go_on_in_the_next_line_is_not_cut_in_two():
    wrapped = "> The fund pays up to\n> 100 euro a month\n> to each member."
    issues = merge_text(wrapped, wrapped.replace("100", "200"), wrapped.replace("each", "every third")).issues
    assert [issue.level for issue in issues] == [Level.CONFLICT]


def test_lines_that_begin_with_a_bold_label_are_passages_of_their_own():
    base = "**Adopted:** 2020, by law\n**Kind:** charter\n**In short:** Cities sign it."
    merged = merge_text(base, base.replace("by law", "by decree"), base.replace("Cities", "All cities"))
    assert merged == TextMerge(base.replace("by law", "by decree").replace("Cities", "All cities"))
