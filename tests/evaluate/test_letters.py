"""What the store says of letters, scored by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inspectgraph.evaluate.figures import FamilyScore, Figure
from inspectgraph.evaluate.gold import GoldLetter
from inspectgraph.evaluate.improvement import match_items
from inspectgraph.evaluate.letters import score_letters
from inspectgraph.evaluate.quoting import FindingIndex, SaidFinding

GOLD = GoldLetter(
    file="a/one.pdf",
    kind="sif",
    gss="E06000009",
    visit_start="2015-01-05",
    visit_end="2015-01-29",
    published="2015-03-01",
    lead_inspector="Inspector A",
    inspectors=("Inspector A", "Inspector B"),
    addressees=("Director C",),
    overall="good",
    judgements=(("Adoption performance", "good"), ("Effectiveness of the LSCB", None), ("Old", "adequate")),
    items=(),
    other_items=(),
    previous=("May 2012", None),
)
RECORD: dict[str, object] = {
    "file": "letters/a/one.pdf",
    "gss": "E06000009",
    "kind": "sif",
    "visit_start": "2015-01-05",
    "visit_end": "2015-01-29",
    "published": "2015-03-01",
    "lead_inspector": "Inspector A",
    "inspectors": ["Inspector B", "Inspector A"],
    "addressees": [{"name": "Director C", "role": None}],
    "overall": "good",
    "judgements": [
        {"label": "Adoption performance", "grade": "good"},
        {"label": "Local Safeguarding Children Board", "grade": None},
    ],
    "previous": [{"date": "2012-05", "text": "May 2012"}],
}
FIELDS = {
    "gss": ("authority", "E06000008"),
    "kind": ("kind", "jtai"),
    "visit_start": ("visit_start", "2015-01-06"),
    "visit_end": ("visit_end", None),
    "published": ("published", "2015-03-02"),
    "lead_inspector": ("lead_inspector", "Inspector B"),
    "inspectors": ("inspectors", ["Inspector A"]),
    "addressees": ("addressees", []),
    "overall": ("overall", "inadequate"),
}


def score(
    *gold: GoldLetter, records: list[dict[str, object]], present_only: bool = False
) -> tuple[FamilyScore, dict[str, Figure]]:
    scored = score_letters(gold, records, FindingIndex([]), present_only=present_only)
    return scored, {figure.name: figure for figure in scored.figures}


def test_all_right() -> None:
    scored, figures = score(GOLD, records=[RECORD])
    assert scored.misses == ()
    assert figures["judgement cells"] == Figure(name="judgement cells", value=1.0, n=2, of="grades")
    assert figures["lead, dates, overall and every grade right (all)"].value == 1.0
    assert figures["earlier visits referred to (by year)"].value == 1.0
    assert {name for name in figures if "." in name} == {f"sif.{name}" for name, _ in FIELDS.values()}


@pytest.mark.parametrize("field", FIELDS)
def test_one_field_wrong(field: str) -> None:
    name, value = FIELDS[field]
    scored, figures = score(GOLD, records=[{**RECORD, field: value}])
    assert [(miss.about, miss.where) for miss in scored.misses] == [(name, GOLD.file)]
    assert figures[name].value == figures[f"sif.{name}"].value == 0
    decides = field in ("visit_start", "visit_end", "lead_inspector", "overall")
    assert figures["lead, dates, overall and every grade right (sif)"].value == (0 if decides else 1)


def test_a_wrong_grade() -> None:
    judgements = [{"label": "Adoption performance", "grade": "outstanding"}]
    scored, figures = score(GOLD, records=[{**RECORD, "judgements": judgements}])
    assert [(m.gold, m.store) for m in scored.misses] == [
        ("Adoption performance: good", "outstanding"),
        ("Effectiveness of the LSCB: not judged", "absent"),
    ]
    assert (figures["judgement cells"].value, figures["judgement cells"].n) == (0, 2)


def test_a_letter_that_is_missing() -> None:
    _, figures = score(GOLD, records=[])
    assert figures["letters scored"] == Figure(name="letters scored", value=0, n=1, of="letters")
    assert {figures[name].value for name, _ in FIELDS.values()} == {0}
    _, figures = score(GOLD, records=[], present_only=True)
    assert "kind" not in figures
    assert figures["judgement cells"].value is None


def test_kinds_without_some_fields() -> None:
    other = replace(GOLD, kind="other", gss=None, inspectors=(), addressees=())
    _, figures = score(other, records=[RECORD])
    assert {name for name in figures if "." in name} == {
        "other.visit_start",
        "other.visit_end",
        "other.published",
    }


ITEMS = [
    (("Plans and visits.",), ("Plans and visits",), (1, 0, 0)),
    (
        ("Plans must be clear. Visits must be made.",),
        ("Plans must be clear.", "Visits must be made."),
        (1, 0, 0),
    ),
    (("Plans.",), ("Plans, and much else that nobody listed.",), (0, 0, 1)),
    (("Plans must be clear.",), ("Visits are late.",), (0, 1, 1)),
    (("",), ("Visits are late.",), (0, 0, 1)),
    ((), ("Visits are late.",), (0, 1, 0)),
    (("Plans must be clear, visits timely and assessments thorough.",), ("Plans",), (0, 0, 1)),
]


@pytest.mark.parametrize(("gold", "said", "counts"), ITEMS)
def test_items(gold: tuple[str, ...], said: tuple[str, ...], counts: tuple[int, int, int]) -> None:
    findings = FindingIndex(
        {"file": "f", "text": text, "kind": "recommendation", "polarity": "", "change": "", "themes": []}
        for text in said
    ).of_letter("f")
    matches = match_items(replace(GOLD, items=gold), findings)
    assert (matches.found, matches.extra, matches.missed) == counts


def test_items_of_others_count_neither_way() -> None:
    said = SaidFinding(essence="theboardmust", kind="recommendation", polarity="", change="", themes=())
    gold = replace(GOLD, other_items=("The board must.",))
    assert match_items(gold, [said, replace(said, kind="finding", essence="x")]) == match_items(GOLD, [])
