"""How findings become a stance: each rule of docs/ledger.md with a case, and the order that never matters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.ledger import Issue, VisitFinding, weigh_issues

Make = Callable[..., VisitFinding]


def stances(*findings: VisitFinding) -> list[str]:
    """The stances on neglect, in the order of time; a first concern makes the issue listed at all."""
    issues = {issue.theme: issue for issue in weigh_issues(findings)}
    return [stance.stance for stance in issues["neglect"].stances] if "neglect" in issues else []


def stance_of(*findings: VisitFinding, finding: Make) -> str:
    """The stance of one visit; "silent" where it takes none."""
    before = finding(visit="2010-01-04")
    found = stances(before, *findings)
    return found[1] if len(found) > 1 else "silent"


Said = tuple[str, dict[str, object]]
GOOD: Said = ("strength", {})
LONG: dict[str, object] = {"family": "sif"}
JOINT: dict[str, object] = {"family": "jtai"}

RULES: dict[str, tuple[list[Said], str]] = {
    "a concern alone": ([("concern", {})], "concern"),
    "a strength alone": ([("strength", {})], "strength"),
    "a mixed finding alone": ([("mixed", {})], "mixed"),
    "neutral findings say nothing": ([("neutral", {})], "silent"),
    "half of the weight is concern": ([("concern", {}), ("strength", {})], "concern"),
    "a third of the weight is concern": ([("concern", {}), ("strength", {}), ("strength", {})], "mixed"),
    "a concern among many strengths": ([("concern", {}), *7 * [GOOD]], "strength"),
    "mixed findings are no plain concern": ([("mixed", {}), ("mixed", {})], "mixed"),
    "mixed findings join a plain concern": (
        [("mixed", {}), ("concern", {}), ("strength", {})],
        "concern",
    ),
    "a recommendation weighs four": (
        [("concern", {"kind": "recommendation"}), ("strength", {}), ("strength", {}), ("strength", {})],
        "concern",
    ),
    "a recommendation is never outweighed into a strength": (
        [("concern", {"kind": "recommendation"}), *40 * [GOOD]],
        "mixed",
    ),
    "a headline weighs half as much again": (
        [("concern", {"role": "headline"}), ("concern", {}), ("strength", {}), ("strength", {})],
        "concern",
    ),
    "praise of most leaves the rest open": ([("strength", {"is_qualified": True})], "mixed"),
    "praise of most beside whole praise": (
        [("strength", {"is_qualified": True}), *3 * [GOOD]],
        "strength",
    ),
    "an aside is a third theme and too light": (
        [("concern", {"themes": ("caseloads", "supervision", "neglect")})],
        "silent",
    ),
    "a second theme weighs half, and sinks alone": (
        [("concern", {"themes": ("caseloads", "neglect")})],
        "concern",
    ),
    "praise in passing settles nothing": ([("strength", {"themes": ("caseloads", "neglect")})], "silent"),
    "praise in passing beside plain praise": (
        [("strength", {"themes": ("caseloads", "neglect")}), ("strength", {})],
        "strength",
    ),
    "asides must be clearer to make a concern": (
        [("concern", {"themes": ("caseloads", "neglect")}), ("strength", {"themes": ("consent", "neglect")})],
        "mixed",
    ),
    "a concern in the summary keeps it from being a strength": (
        [("concern", {"role": "headline"}), *9 * [GOOD]],
        "mixed",
    ),
    "a concern in the summary with the theme second does so too": (
        [("concern", {"role": "headline", "themes": ("caseloads", "neglect")}), *6 * [GOOD]],
        "mixed",
    ),
    "praise of most in which the theme is second is whole praise": (
        [("strength", {"is_qualified": True, "themes": ("caseloads", "neglect")}), GOOD],
        "strength",
    ),
    "a concern in the body of a long report is an aside": (
        [("concern", LONG), *2 * [("strength", LONG)]],
        "strength",
    ),
    "a concern that stands out in a long report is none": (
        [("concern", {**LONG, "role": "headline"}), *3 * [("strength", LONG)]],
        "mixed",
    ),
    "a single sentence of a long report says nothing": ([("concern", LONG)], "silent"),
    "three sentences in its body say nothing": (3 * [("concern", LONG)], "silent"),
    "four do": (4 * [("concern", LONG)], "concern"),
    "three with as much praise say nothing": (
        [*3 * [("concern", LONG)], *3 * [("strength", LONG)]],
        "silent",
    ),
    "a sentence that stands out in a long report does": (
        [("concern", {**LONG, "role": "headline"}), ("concern", LONG)],
        "concern",
    ),
    "a recommendation of a long report does, with the theme third": (
        [
            (
                "concern",
                {**LONG, "kind": "recommendation", "themes": ("caseloads", "supervision", "neglect")},
            ),
            *4 * [("strength", LONG)],
        ],
        "mixed",
    ),
    "a concern in the body of a joint inspection is an aside": (
        [("concern", JOINT), *2 * [("strength", JOINT)]],
        "strength",
    ),
    "alone it says nothing": ([("concern", JOINT)], "silent"),
    "a second one does": (2 * [("concern", JOINT)], "concern"),
    "passing concern beside plain praise": (
        [("concern", {"themes": ("caseloads", "neglect")}), *2 * [GOOD]],
        "strength",
    ),
    "where half of the praise is of most, it leaves the rest open": (
        [("strength", {"is_qualified": True}), GOOD],
        "mixed",
    ),
    "in a body without a standing concern it takes two fifths": (
        [*2 * [("concern", {})], *3 * [GOOD]],
        "concern",
    ),
    "less than two fifths is mixed": (
        [*3 * [("concern", {})], *5 * [GOOD]],
        "mixed",
    ),
    "where one stands out, that is enough": (
        [("concern", {"role": "headline"}), *2 * [("concern", {})], *6 * [GOOD]],
        "concern",
    ),
    "a fourth theme does not count": (
        [("concern", {"themes": ("caseloads", "consent", "supervision", "neglect")})],
        "silent",
    ),
}


def test_how_many_rules() -> None:
    assert len(RULES) == 39


@pytest.mark.parametrize("rule", RULES)
def test_rule(rule: str, finding: Make) -> None:
    given_findings, expected = RULES[rule]
    made = [finding(polarity, **changes) for polarity, changes in given_findings]
    assert stance_of(*made, finding=finding) == expected


def test_one_visit_told_by_two_letters_counts_once(finding: Make) -> None:
    concern, good, more = finding(), finding("strength"), finding("strength")
    again = finding("concern", id="b/001-1", sentence=concern.sentence)
    assert stances(concern, good, more) == stances(concern, again, good, more) == ["mixed"]
    assert stances(concern, finding("concern"), good, more) == ["concern"]


def test_the_same_sentence_at_another_visit_counts_again(finding: Make) -> None:
    concern = finding()
    assert stances(concern, finding(visit="2019-02-04", sentence=concern.sentence)) == ["concern", "concern"]


def test_area_send_is_kept_apart(finding: Make) -> None:
    assert weigh_issues([finding(family="send")]) == ()


def test_never_raised_is_not_listed(finding: Make) -> None:
    assert weigh_issues([finding("strength"), finding("strength", visit="2019-02-04")]) == ()


def test_silence_changes_nothing(finding: Make) -> None:
    loud = [finding(), finding("strength", visit="2020-03-02")]
    silent = [
        finding("strength", visit="2019-02-04", themes=("caseloads",)),
        finding("neutral", visit="2021-04-05"),
    ]
    (issue,) = weigh_issues([*loud, *silent])
    assert (issue,) == weigh_issues(loud)
    assert issue.status == "resolved"


def test_visits_and_evidence(finding: Make) -> None:
    light, heavy = finding(), finding(kind="recommendation", item=1)
    good = finding("strength")
    (issue,) = weigh_issues([light, good, heavy, finding("strength", visit="2019-02-04")])
    first, second = issue.stances
    assert (issue.first_raised, issue.last_seen) == (first.visit, second.visit)
    assert first.findings == (heavy.id, light.id), "the weightiest first, and only what speaks for the stance"
    assert issue.first_stated is None


def test_what_is_stated(finding: Make) -> None:
    at_visit = "visit/E06000009/2009-06/cra"
    improved = finding("strength", stated_what="improved", stated_of=at_visit)
    raised = finding("concern", stated_what="raised", stated_of=at_visit)
    beside = finding("concern", stated_what="resolved", themes=("caseloads", "neglect"))
    issue = next(i for i in weigh_issues([improved, beside, raised]) if i.theme == "neglect")
    (stance,) = issue.stances
    assert stance.stated is not None
    assert (stance.stated.what, stance.stated.of, stance.stated.finding) == ("raised", at_visit, raised.id)
    assert raised.id in stance.findings
    assert issue.first_stated == at_visit


def test_better_since_a_visit_is_not_raised_at_it(finding: Make) -> None:
    at_visit = "visit/E06000009/2009-06/cra"
    improved = finding("mixed", stated_what="improved", stated_of=at_visit)
    (issue,) = weigh_issues([improved])
    assert issue.first_stated is None
    assert issue.stances[0].stated is not None
    assert issue.stances[0].stated.of == at_visit
    (praised,) = weigh_issues(
        [finding("mixed", role="strengths", stated_what="improved", stated_of=at_visit)]
    )
    assert praised.first_stated == at_visit


def test_two_authorities_are_two_issues(finding: Make) -> None:
    issues = weigh_issues([finding(), finding(gss="E06000008", visit="2019-02-04")])
    assert [(issue.gss, issue.status) for issue in issues] == [
        ("E06000008", "single"),
        ("E06000009", "single"),
    ]


_POLARITIES = st.sampled_from(["concern", "mixed", "strength", "neutral"])
_FINDINGS = st.lists(
    st.builds(
        lambda number, polarity, visit, kind, role, themes, qualified: VisitFinding(
            id=f"a/{number}",
            sentence=str(number),
            gss="E06000009",
            visit=f"visit/{visit}",
            start=visit,
            family="ilacs",
            kind=kind,
            role=role,
            item=None,
            order=number,
            polarity=polarity,
            themes=tuple(themes),
            is_qualified=qualified,
        ),
        number=st.integers(1, 10_000),
        polarity=_POLARITIES,
        visit=st.sampled_from(["2011-01-19", "2018-01-08", "2019-02-04", "2022-12-05"]),
        kind=st.sampled_from(["finding", "recommendation", "strength-item"]),
        role=st.sampled_from(["findings", "headline", "improve"]),
        themes=st.lists(st.sampled_from(["neglect", "consent", "caseloads"]), min_size=1, unique=True),
        qualified=st.booleans(),
    ),
    max_size=14,
    unique_by=lambda finding: finding.id,
)


@given(findings=_FINDINGS, data=st.data())
def test_the_order_of_findings_changes_nothing(findings: list[VisitFinding], data: st.DataObject) -> None:
    assert weigh_issues(data.draw(st.permutations(findings))) == weigh_issues(findings)


@given(findings=_FINDINGS)
def test_every_issue_keeps_the_promises(findings: list[VisitFinding]) -> None:
    for issue in weigh_issues(findings):
        _check(issue)


def _check(issue: Issue) -> None:
    starts = [stance.start for stance in issue.stances]
    raised = [stance for stance in issue.stances if stance.stance != "strength"]
    assert starts == sorted(starts)
    assert raised
    assert issue.first_raised == raised[0].visit
    assert issue.last_seen == issue.stances[-1].visit
    assert (issue.status == "resolved") == (issue.stances[-1].stance == "strength")
    assert all(stance.findings for stance in issue.stances)


@given(findings=_FINDINGS)
def test_an_authority_is_weighed_alone(findings: list[VisitFinding]) -> None:
    neighbour = VisitFinding(
        id="n/1", sentence="1", gss="E06000008", visit="visit/n", start="2018-01-08", family="ilacs",
        kind="finding", role="findings", item=None, order=1, polarity="concern", themes=("neglect",),
    )  # fmt: skip
    alone = weigh_issues(findings)
    assert tuple(i for i in weigh_issues([*findings, neighbour]) if i.gss == "E06000009") == alone
