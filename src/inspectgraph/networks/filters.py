"""Which letters and issues a network is made of.

Each filter only takes rows away, whatever else is asked for, so their order does not matter. What then hangs
in the air, such as a stance on an issue that was taken away, `complete` takes away at the end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from inspectgraph.ask.dates import checked_date
from inspectgraph.ask.questions import concept_term
from inspectgraph.describe.iris import last_part
from inspectgraph.errors import MisuseError
from inspectgraph.knowledge.authorities import authority_by_gss, find_authority, load_authorities
from inspectgraph.knowledge.schemes import SchemeName, load_scheme
from inspectgraph.ledger.status import is_raised
from inspectgraph.networks.days import is_within
from inspectgraph.networks.facts import NetworkFacts, VisitFact


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFilters:
    """What is asked for; None for no limit. Make it with `network_filters`.

    `since` and `until` limit visits by their first day; `kind` is that of letters; `status` is that of an
    issue by all letters of the store.
    """

    gss: str | None = None
    region: str | None = None
    theme: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None

    @property
    def are_about_issues(self) -> bool:
        """Whether only what speaks of certain issues is asked for."""
        return self.theme is not None or self.status is not None

    @property
    def scope(self) -> str:
        """The filters in words.

        >>> network_filters(authority="Blackpool", since="2018").scope
        'Blackpool, since 2018'
        """
        words = [
            authority_by_gss(self.gss).name if self.gss else "",
            self.region or "",
            load_scheme("theme")[self.theme].label if self.theme else "",
            f"{self.status} issues" if self.status else "",
            f"since {self.since}" if self.since else "",
            f"until {self.until}" if self.until else "",
            load_scheme("kind")[self.kind].label if self.kind else "",
        ]
        return ", ".join(word for word in words if word)


def network_filters(
    *,
    authority: str | None = None,
    region: str | None = None,
    theme: str | None = None,
    status: str | None = None,
    since: str | None = None,
    until: str | None = None,
    letter_kind: str | None = None,
) -> NetworkFilters:
    """Filters from a user's words; `letter_kind` is the kind of letters.

    Raises MisuseError for what is unknown or no date, and for a time that ends before it begins.
    """
    begins, ends = checked_date(since), checked_date(until)
    if begins and ends and ends < begins[: len(ends)]:
        raise MisuseError(f"nothing is since {begins} and until {ends}", remedy="give the earlier date first")
    return NetworkFilters(
        gss=find_authority(authority).gss if authority is not None else None,
        region=_find_region(region) if region is not None else None,
        theme=_find_concept("theme", theme),
        status=_find_concept("status", status),
        since=begins,
        until=ends,
        kind=_find_concept("kind", letter_kind),
    )


def _find_concept(scheme: SchemeName, words: str | None) -> str | None:
    return None if words is None else last_part(concept_term(scheme, words).value)


def _find_region(text: str) -> str:
    regions = {a.region.casefold(): a.region for a in load_authorities() if a.region}
    found = regions.get(text.strip().casefold())
    if found is None:
        raise MisuseError(
            f"no region is called {text!r}", remedy=f"it is one of {', '.join(sorted(regions.values()))}"
        )
    return found


def narrow(facts: NetworkFacts, filters: NetworkFilters) -> NetworkFacts:
    """The facts that a filter lets through; `complete` must follow.

    >>> narrow(NetworkFacts(), NetworkFilters(theme="neglect")).only_issues
    True
    """
    letters = tuple(
        letter
        for letter in facts.letters
        if _is_place(letter.gss, filters)
        and filters.kind in (None, letter.kind)
        and is_within(letter.start, since=filters.since, until=filters.until)
    )
    return replace(
        facts,
        letters=letters,
        visits=tuple(visit for visit in facts.visits if _takes_visit(visit, filters)),
        issues=tuple(
            issue
            for issue in facts.issues
            if _is_place(issue.gss, filters)
            and filters.theme in (None, issue.theme)
            and filters.status in (None, issue.status)
        ),
        team_findings=tuple(f for f in facts.team_findings if filters.theme in (None, f.theme)),
        only_issues=facts.only_issues or filters.are_about_issues,
    )


def _is_place(gss: str, filters: NetworkFilters) -> bool:
    if filters.gss is not None and gss != filters.gss:
        return False
    return filters.region is None or authority_by_gss(gss).region == filters.region


def _takes_visit(visit: VisitFact, filters: NetworkFilters) -> bool:
    return _is_place(visit.gss, filters) and is_within(visit.start, since=filters.since, until=filters.until)


def complete(facts: NetworkFacts) -> NetworkFacts:
    """Without what hangs in the air after `narrow`.

    An issue stays if a visit raised it whose letter is there; a visit stays if its letter is there, or one
    that refers to it; where only issues were asked for, a letter stays if its visit speaks of one.

    >>> complete(NetworkFacts()).letters
    ()
    """
    reported = {letter.visit for letter in facts.letters}
    known = {issue.iri for issue in facts.issues}
    stances = [s for s in facts.stances if s.visit in reported and s.issue in known]
    raised = {stance.issue for stance in stances if is_raised(stance.stance)}
    stances = [stance for stance in stances if stance.issue in raised]
    spoken = {stance.visit for stance in stances}
    letters = [x for x in facts.letters if not facts.only_issues or x.visit in spoken]
    there = {letter.iri for letter in letters}
    findings = [finding for finding in facts.team_findings if finding.letter in there]
    named = {(finding.letter, finding.team) for finding in findings}
    references = [reference for reference in facts.references if reference.letter in there]
    visits = {letter.visit for letter in letters} | {reference.visit for reference in references}
    return replace(
        facts,
        letters=tuple(letters),
        visits=tuple(visit for visit in facts.visits if visit.iri in visits),
        roles=tuple(role for role in facts.roles if role.letter in there),
        mentions=tuple(
            m
            for m in facts.mentions
            if m.letter in there and (not facts.only_issues or (m.letter, m.team) in named)
        ),
        issues=tuple(issue for issue in facts.issues if issue.iri in raised),
        stances=tuple(stances),
        references=tuple(references),
        team_findings=tuple(findings),
    )
