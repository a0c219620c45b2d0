"""Tables of grades in every shape in which text can bring them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspectgraph.extract.model import LetterFacts

Essence = dict[str, Any]
ROWS = (
    (
        "The impact of leaders on social work practice with children and families",
        "Requires improvement to be good",
    ),
    (
        "The experiences and progress of children who need help and protection",
        "Requires improvement to be good",
    ),
    ("The experiences and progress of children in care and care leavers", "Good"),
    ("Overall effectiveness", "Requires improvement to be good"),
)
HEAD = "Judgement\tGrade\n"


def broken(words: str) -> str:
    """The words over two lines, as in a narrow cell."""
    first, _, rest = words.partition(" work ")
    return f"{first} work\n{rest}" if rest else words


TABLES: dict[str, Callable[[str, str], str]] = {
    "tabs": lambda label, grade: f"{label}\t{grade}",
    "several tabs": lambda label, grade: f"{label}\t\t{grade}",
    "pipes": lambda label, grade: f"| {label} | {grade} |",
    "bold pipes": lambda label, grade: f"| **{label}** | {grade} |",
    "colon": lambda label, grade: f"{label}: {grade}",
    "dash": lambda label, grade: f"{label} – {grade}",
    "bold colon": lambda label, grade: f"**{label}:** {grade}",
    "next line": lambda label, grade: f"{label}\n{grade}",
    "next paragraph": lambda label, grade: f"{label}\n\n{grade}\n",
    "spaces": lambda label, grade: f"{label}    {grade}",
    "broken label": lambda label, grade: f"{broken(label)}\n{grade}",
    "broken grade": lambda label, grade: f"{label} {grade.replace(' to ', chr(10) + 'to ')}",
    "list": lambda label, grade: f"- {label}: {grade}",
    "lower-case grade": lambda label, grade: f"{label}: {grade.lower()}",
    "upper-case grade": lambda label, grade: f"{label}\t{grade.upper()}",
    "plural grade": lambda label, grade: f"{label}\t{grade.replace('Requires', 'Require')}",
    "short grade": lambda label, grade: f"{label}\t{grade.replace(' to be good', '')}",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_in_another_shape(name: str, seeds: Path, essence: Callable[..., Essence]) -> None:
    text = next(seeds.glob("001_*")).read_text(encoding="utf-8")
    table = HEAD + "\n".join(f"{label}\t{grade}" for label, grade in ROWS)
    assert table in text
    shaped = "\n".join(TABLES[name](label, grade) for label, grade in ROWS)
    head = "| Judgement | Grade |\n| --- | --- |\n" if "pipes" in name else HEAD
    here, there = essence(text), essence(text.replace(table, head + shaped))
    assert there == here


SIF = """\
Kent County Council

Inspection of services for children in need of help and protection, children looked after and care leavers

and

Review of the effectiveness of the Local Safeguarding Children Board

Inspection date: 2 July 2014 – 23 July 2014

Report published: 8 September 2014

{overall}

1. Children who need help and protection\tRequires improvement
2. Children looked after and achieving permanence\tGood
2.1 Adoption performance\tOutstanding
2.2 Experiences and progress of care leavers\tInadequate
3. Leadership, management and governance\tGood

Executive summary

Social workers see children regularly.

The Local Safeguarding Children Board

{board}
"""

OVERALL = {
    "The overall judgement is that children's services require improvement": "requires-improvement",
    "The overall judgement is that children’s services are good": "good",
    "Children’s services in Kent are inadequate": "inadequate",
    "Children’s services in Kent require improvement to be good": "requires-improvement",
    "The overall judgement is requires improvement.": "requires-improvement",
    "Children's services in Kent are good at what they do": None,
    "Children's services in Kent would be outstanding": None,
}
BOARDS = {
    "The LSCB requires improvement because:": "requires-improvement",
    "The Local Safeguarding Children Board is inadequate": "inadequate",
    "The effectiveness of the LSCB is good.": "good",
    "An LSCB requires improvement if it does not yet demonstrate the characteristics of good.": None,
    "The LSCB is good at checking.": None,
}


@pytest.mark.parametrize("overall", OVERALL)
@pytest.mark.parametrize("board", BOARDS)
def test_a_report_with_grades_in_sentences(
    overall: str, board: str, read_facts: Callable[..., LetterFacts]
) -> None:
    facts = read_facts(SIF.format(overall=overall, board=board))
    grades = {judgement.area: judgement.grade for judgement in facts.judgements}
    assert facts.kind.value == "sif"
    assert grades.pop("overall", None) == OVERALL[overall]
    assert grades.pop("safeguarding-board", None) == BOARDS[board]
    assert list(grades.values()) == ["requires-improvement", "good", "outstanding", "inadequate", "good"]
    assert (facts.overall.value if facts.overall else None) == OVERALL[overall]


ILACS = """\
Kent

Inspection of local authority children's services

Inspection dates: {dates}

Lead inspector: Inspector A, His Majesty's Inspector

Judgement\tGrade
{rows}

Services for children have improved.

What needs to improve

- The quality of plans.
"""
LEADERS = "The impact of leaders on social work practice with children and families"
HELP = "The experiences and progress of children who need help and protection"
CARE = "The experiences and progress of children in care"
LEAVERS = "The experiences and progress of care leavers"
BOTH = f"{CARE} and care leavers"
LAYOUTS: dict[str, tuple[str, tuple[tuple[str, str], ...], dict[str, str | None]]] = {
    "four rows of 2018": (
        "5 to 16 March 2018",
        ((LEADERS, "Good"), (HELP, "Good"), (BOTH, "Outstanding"), ("Overall effectiveness", "Good")),
        {
            "leadership": "good",
            "help-and-protection": "good",
            "children-in-care-and-care-leavers": "outstanding",
            "overall": "good",
        },
    ),
    "five rows of 2023": (
        "5 to 16 June 2023",
        (
            *((LEADERS, "Good"), (HELP, "Requires improvement to be good"), (CARE, "Good")),
            *((LEAVERS, "Inadequate"), ("Overall effectiveness", "Requires improvement to be good")),
        ),
        {
            "leadership": "good",
            "help-and-protection": "requires-improvement",
            "children-in-care": "good",
            "care-leavers": "inadequate",
            "overall": "requires-improvement",
        },
    ),
    "four rows of 2026, none overall": (
        "4 to 15 May 2026",
        ((LEADERS, "Good"), (HELP, "Good"), (CARE, "Outstanding"), (LEAVERS, "Good")),
        {
            "leadership": "good",
            "help-and-protection": "good",
            "children-in-care": "outstanding",
            "care-leavers": "good",
        },
    ),
    "three rows": (
        "4 to 15 May 2026",
        ((HELP, "Good"), (BOTH, "Good"), (LEADERS, "Require improvement")),
        {
            "help-and-protection": "good",
            "children-in-care-and-care-leavers": "good",
            "leadership": "requires-improvement",
        },
    ),
    "one not judged": (
        "5 to 16 June 2023",
        ((LEADERS, "Good"), (HELP, "Not judged"), (CARE, "Not Judged"), (LEAVERS, "Good")),
        {
            "leadership": "good",
            "help-and-protection": None,
            "children-in-care": None,
            "care-leavers": "good",
        },
    ),
    "rows without a grade": (
        "5 to 16 June 2023",
        ((LEADERS, "Good"), (HELP, "See page 3"), (CARE, ""), (LEAVERS, "Goodish")),
        {"leadership": "good"},
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("mark", ["\t", ": ", "\n"])
def test_how_many_rows_and_which(name: str, mark: str, read_facts: Callable[..., LetterFacts]) -> None:
    dates, rows, areas = LAYOUTS[name]
    printed = "\n".join(f"{label}{mark}{grade}" for label, grade in rows)
    facts = read_facts(ILACS.format(dates=dates, rows=printed))
    assert {j.area: j.grade for j in facts.judgements} == areas
    assert (facts.overall.value if facts.overall else None) == areas.get("overall")


LAST = """\
Inspection of looked after children services

Kent County Council

Inspection dates: 15-19 July 2013
{who}

Overall effectiveness of services for looked after children and young people

Plans are clear and children are seen quickly.

Record of main findings

{rows}
"""
LAST_ROWS = {
    "Overall effectiveness\tInadequate Grade 4": [("overall", "inadequate")],
    "Capacity to improve\tAdequate Grade 3": [("capacity-to-improve", "adequate")],
    "Outcomes for looked after children and young people\tGood": [
        ("outcomes-for-looked-after-children", "good")
    ],
    "Quality of provision\tInadequate\nLeadership and management\tGood": [
        ("quality-of-provision", "inadequate"),
        ("leadership", "good"),
    ],
    "Quality of provision\t15": [],
    "Schools judged\tGood": [],
}


@pytest.mark.parametrize("rows", LAST_ROWS)
def test_a_table_at_the_end_of_an_older_report(rows: str, read_facts: Callable[..., LetterFacts]) -> None:
    facts = read_facts(LAST.format(rows=rows, who="Reporting inspector Inspector A HMI"))
    assert facts.kind.value == "other"
    assert [(j.area, j.grade) for j in facts.judgements] == LAST_ROWS[rows]
    assert [(p.name, p.is_lead) for p in facts.people if p.kind == "inspector"] == [("Inspector A", True)]


def test_a_board_and_adoption_in_a_table(read_facts: Callable[..., LetterFacts]) -> None:
    board = "The effectiveness of the Local Safeguarding Children Board (LSCB)\tRequires improvement"
    text = SIF.format(overall="Overall effectiveness\tRequire improvement\n" + board, board="")
    grades = {j.area: j.grade for j in read_facts(text).judgements}
    assert grades["overall"] == grades["safeguarding-board"] == "requires-improvement"
    assert (grades["adoption"], grades["care-leavers"]) == ("outstanding", "inadequate")


def test_not_judged_is_no_grade(seeds: Path, read_facts: Callable[..., LetterFacts]) -> None:
    text = next(seeds.glob("001_*")).read_text(encoding="utf-8")
    facts = read_facts(text.replace("care leavers\tGood", "care leavers\tNot judged"))
    assert [j.grade for j in facts.judgements] == ["requires-improvement", "requires-improvement", None] + [
        "requires-improvement"
    ]


def test_number_of_cases() -> None:
    tables = (TABLES, OVERALL, BOARDS, LAYOUTS, LAST_ROWS)
    assert [len(table) for table in tables] == [17, 7, 5, 6, 6]
