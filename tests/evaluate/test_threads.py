"""Stances and statuses, scored by hand."""

from __future__ import annotations

from inspectgraph.evaluate.figures import Figure
from inspectgraph.evaluate.gold import GoldThread
from inspectgraph.evaluate.threads import score_threads

GSS = "E06000009"


def thread(
    theme: str,
    status: str,
    *stances: str,
    others: tuple[str, ...] = (),
    is_stated: bool = False,
    gss: str = GSS,
) -> GoldThread:
    return GoldThread(
        gss=gss,
        theme=theme,
        other_themes=others,
        status=status,
        visits=tuple((f"a/{number}.pdf", stance) for number, stance in enumerate(stances)),
        is_stated=is_stated,
    )


def issue(theme: str, status: str, *stances: str, stated: object = None) -> dict[str, object]:
    return {
        "gss": GSS,
        "theme": theme,
        "status": status,
        "visits": [
            {"files": [f"x/a/{number}.pdf"], "stance": stance, "stated": stated}
            for number, stance in enumerate(stances)
            if stance != "silent"
        ],
    }


GOLD = [
    thread("neglect", "persistent", "concern", "concern", is_stated=True),
    thread("caseloads", "resolved", "concern", "strength"),
    thread("supervision", "persistent", "concern", "mixed", others=("training",)),
    thread("early-help", "single", "strength", "concern"),
]
SAID = [
    issue("neglect", "persistent", "concern", "mixed", stated={"what": "raised"}),
    issue("caseloads", "persistent", "concern", "concern"),
    issue("training", "persistent", "concern", "concern"),
    issue("early-help", "single", "silent", "concern", stated={"what": "raised"}),
]


def figures_of(gold: list[GoldThread], *, present_only: bool = False) -> dict[str, Figure]:
    return {f.name: f for f in score_threads(gold, SAID, present_only=present_only).figures}


def test_figures_by_hand() -> None:
    figures = figures_of(GOLD)
    raised = figures["raised at two or more visits, or not: balanced accuracy"]
    # neglect is found; caseloads is wrongly called so, early-help is not
    assert (raised.value, raised.recall, raised.specificity, raised.n) == (0.75, 1, 0.5, 3)
    found = figures["raised at two or more visits and found in the gold"]
    assert (found.value, found.n) == (0.6667, 3)
    assert (figures["status right"].value, figures["status right"].n) == (0.5, 4)
    assert figures["status macro-F1"].value == round((0.5 + 0 + 0 + 1) / 4, 4)
    assert (figures["stance of a visit right"].value, figures["stance of a visit right"].n) == (0.375, 8)
    stated = figures["repetition or settlement stated by inspectors (precision is a lower bound)"]
    assert (stated.precision, stated.recall, stated.n) == (0.5, 1, 1)


def test_what_is_wrong_is_told() -> None:
    misses = score_threads(GOLD, SAID).misses
    assert [(m.about, m.where, m.gold, m.store) for m in misses] == [
        ("raised at two visits or more", f"{GSS} caseloads", "no", "yes"),
        ("status", f"{GSS} caseloads", "resolved", "persistent"),
        ("status", f"{GSS} supervision", "persistent", "no such issue"),
    ]


def test_threads_that_disagree_are_not_scored() -> None:
    two = [thread("neglect", "persistent", "concern"), thread("neglect", "single", "mixed")]
    figures = figures_of(two)
    assert figures["status right"].n == figures["stance of a visit right"].n == 0


def test_present_only() -> None:
    elsewhere = thread("neglect", "single", "concern", gss="E06000008")
    assert figures_of([*GOLD, elsewhere])["status right"].n == 5
    figures = figures_of([*GOLD, elsewhere], present_only=True)
    assert figures["status right"].n == 3  # nor is supervision, which the store does not have
    assert figures["stance of a visit right"].n == 8


def test_an_empty_store() -> None:
    figures = {figure.name: figure for figure in score_threads(GOLD, []).figures}
    assert figures["raised at two or more visits and found in the gold"].value == 0
    assert figures["raised at two or more visits, or not: balanced accuracy"].specificity == 1
