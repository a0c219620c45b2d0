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


def test_not_judged_is_no_grade(seeds: Path, read_facts: Callable[..., LetterFacts]) -> None:
    text = next(seeds.glob("001_*")).read_text(encoding="utf-8")
    facts = read_facts(text.replace("care leavers\tGood", "care leavers\tNot judged"))
    assert [j.grade for j in facts.judgements] == ["requires-improvement", "requires-improvement", None] + [
        "requires-improvement"
    ]


def test_number_of_cases() -> None:
    assert (len(TABLES), len(OVERALL), len(BOARDS)) == (16, 7, 5)
