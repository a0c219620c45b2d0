"""Labels of sentences and pairs of quotes, scored by hand."""

from __future__ import annotations

import pytest

from inspectgraph.evaluate.figures import Figure
from inspectgraph.evaluate.gold import GoldPair, GoldStatement
from inspectgraph.evaluate.pairs import score_pairs
from inspectgraph.evaluate.quoting import FindingIndex
from inspectgraph.evaluate.statements import joint_polarity, score_statements

LONG = "Social workers see children often and know them well, which shows in the plans that they make."


def found(
    text: str, polarity: str = "concern", *themes: str, change: str = "none", file: str = "a/b"
) -> dict[str, object]:
    return {
        "file": file,
        "text": text,
        "kind": "finding",
        "polarity": polarity,
        "change": change,
        "themes": list(themes),
    }


def gold(
    sentence: str,
    *polarity: str,
    themes: tuple[tuple[str, ...], ...] = ((),),
    change: tuple[str, ...] = ("none",),
) -> GoldStatement:
    main = tuple(given[0] if given else "" for given in themes)
    return GoldStatement(
        id="g",
        file="a/b",
        sentence=sentence,
        polarity=polarity,
        change=change,
        themes_main=main,
        themes=themes,
    )


COVERED = [
    ("Plans are clear.", ["Plans are – clear"], 1),
    ("Plans are clear.", ["Plans are clear.", "Plans are clear. Visits are not."], 1),
    ("Plans are clear.", ["Since May, plans are clear and visits timely."], 1),
    ("Plans are clear and visits are timely.", ["Plans are clear", "and visits are timely."], 1),
    ("Plans are clear.", ["Plans are not clear."], 0),
    ("Plans are clear and visits timely.", ["Plans"], 0),
    (f"{LONG[:60]} Page 7 {LONG[60:]}", [LONG], 1),
    ("", [], 0),
]


@pytest.mark.parametrize(("quote", "texts", "count"), COVERED)
def test_which_findings_cover_a_quote(quote: str, texts: list[str], count: int) -> None:
    assert len(FindingIndex(map(found, texts)).covering("x/a/b", quote)) == count


@pytest.mark.parametrize(
    ("polarities", "joint"),
    [
        ([], "neutral"),
        (["neutral"], "neutral"),
        (["neutral", "concern"], "concern"),
        (["concern", "concern"], "concern"),
        (["strength", "concern"], "mixed"),
        (["mixed", "concern"], "mixed"),
    ],
)
def test_joint_polarity(polarities: list[str], joint: str) -> None:
    index = FindingIndex(found("x", polarity) for polarity in polarities)
    assert joint_polarity(index.of_letter("a/b")) == joint


def figures_of(statements: list[GoldStatement], records: list[dict[str, object]]) -> dict[str, Figure]:
    scored = score_statements(statements, FindingIndex(records))
    return {figure.name: figure for figure in scored.figures}


def test_figures_by_hand() -> None:
    figures = figures_of(
        [
            gold(
                "Plans are clear.", "strength", themes=(("plans-quality",), ("plans-quality", "drift-delay"))
            ),
            gold("Visits are too late.", "concern", themes=(("visits-children",),), change=("worsened",)),
            gold("There are forty children.", "neutral"),
            gold("Managers were met.", "neutral", "strength"),
        ],
        [
            found("Plans are clear.", "strength", "plans-quality"),
            found("Visits are too late.", "mixed", "drift-delay", change="unchanged"),
            found("There are forty children.", "strength"),
        ],
    )
    assert (figures["polarity right"].value, figures["polarity right"].n) == (0.5, 4)
    assert figures["polarity strength"].precision == 0.5
    assert figures["polarity strength"].recall == 1
    assert figures["polarity neutral"].recall == 0.5
    assert figures["polarity macro-F1"].value == round((0.6667 + 0 + 0 + 0.6667) / 4, 4)
    assert figures["evaluative sentences that became findings"].value == 1
    assert figures["evaluative sentences that became findings"].n == 2
    verdicts = figures["neutral sentences given a verdict (less is better)"]
    assert (verdicts.value, verdicts.n) == (1, 1)
    themes = figures["themes (micro, both annotators)"]
    assert (themes.precision, themes.recall, themes.n) == (0.6667, 0.5, 4)
    assert figures["main theme right"].value == 0.75
    change = figures["change (improved, unchanged, worsened)"]
    assert (change.value, change.precision, change.n) == (0, 0, 1)


def test_what_is_wrong_is_told() -> None:
    scored = score_statements([gold("Plans are clear.", "strength", change=("improved",))], FindingIndex([]))
    assert [(m.about, m.gold, m.store) for m in scored.misses] == [
        ("polarity", "strength", "neutral"),
        ("change", "improved", "none"),
    ]
    assert scored.misses[0].where == "g, a/b: Plans are clear."


def test_present_only() -> None:
    scored = score_statements([gold("Plans.", "strength")], FindingIndex([]), present_only=True)
    assert (scored.figures[0].value, scored.figures[0].n) == (None, 0)


def pair(first: str, second: str, *, is_same: bool) -> GoldPair:
    return GoldPair(first=("a/b", first), second=("a/b", second), is_same=is_same)


def test_pairs_by_hand() -> None:
    index = FindingIndex(
        [
            found("Neglect is missed.", "concern", "neglect"),
            found("The neglect strategy is new.", "neutral", "strategic-leadership", "neglect"),
            found("Caseloads are high.", "concern", "caseloads"),
        ]
    )
    pairs = [
        pair("Neglect is missed.", "The neglect strategy is new.", is_same=True),
        pair("Neglect is missed.", "Caseloads are high.", is_same=False),
        pair("Neglect is missed.", "Caseloads are high.", is_same=True),
        pair("Neglect is missed.", "This stands nowhere.", is_same=False),
    ]
    scored = score_pairs(pairs, index)
    figures = {figure.name: figure for figure in scored.figures}
    assert (figures["pairs: same issue"].precision, figures["pairs: same issue"].recall) == (1, 0.5)
    assert figures["pairs right"].value == 0.5
    assert figures["pairs with a quote that is no finding"].value == 1
    assert [(m.gold, m.store) for m in scored.misses] == [("the same issue", "different issues")]
    assert score_pairs(pairs, FindingIndex([]), present_only=True).figures[1].n == 0
