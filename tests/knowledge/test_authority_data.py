"""`ontology/authorities.ttl` is made by hand: what is wrong in it is said with the remedy."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from inspectgraph.knowledge.authorities import Authority, load_authorities
from inspectgraph.knowledge.name_folding import fold_name
from inspectgraph.knowledge.places import knowledge_file

REGIONS = {
    "East Midlands",
    "East of England",
    "London",
    "North East",
    "North West",
    "South East",
    "South West",
    "West Midlands",
    "Yorkshire and the Humber",
}
TYPES = {"County", "London Borough", "Metropolitan District", "Unitary Authority"}
BY_GSS = {authority.gss: authority for authority in load_authorities()}
each_authority = pytest.mark.parametrize("authority", load_authorities(), ids=lambda authority: authority.gss)


def test_there_are_as_many_as_we_think() -> None:
    standing = [authority for authority in load_authorities() if authority.abolished is None]
    assert (len(standing), len(load_authorities())) == (153, 161)


def test_codes_are_not_shared() -> None:
    assert len(BY_GSS) == len(load_authorities()), "two authorities have one GSS code: mend skos:notation"
    urns = [authority.urn for authority in load_authorities() if authority.urn]
    assert len(set(urns)) == len(urns), "two authorities have one provider number: mend ig:ofstedUrn"


def test_names_are_shared_only_with_a_successor() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for authority in load_authorities():
        for name in (authority.name, *authority.aliases):
            owners[fold_name(name)].add(authority.gss)
    for name, codes in owners.items():
        for one in codes:
            others = codes - {one}
            related = set(BY_GSS[one].successors) | {c for c in others if one in BY_GSS[c].successors}
            assert others <= related, f"{name!r} is a label of {sorted(codes)}: take it from all but one"


def test_codes_of_the_department_are_shared_only_with_a_successor() -> None:
    standing: dict[str, str] = {}
    for authority in load_authorities():
        if authority.abolished is None:
            other = standing.setdefault(authority.la_code, authority.name)
            assert other == authority.name, f"{other} and {authority.name} share ig:localAuthorityCode"


@each_authority
def test_codes_are_well_formed(authority: Authority) -> None:
    assert re.fullmatch(r"E(06|08|09|10)\d{6}", authority.gss), (
        "skos:notation must be a GSS code: E, 8 digits"
    )
    assert re.fullmatch(r"\d{3}", authority.la_code), "ig:localAuthorityCode must have three digits"
    assert authority.urn is None or re.fullmatch(r"\d{5}|\d{7}", authority.urn), "mend ig:ofstedUrn"


@each_authority
def test_region_and_type_are_known(authority: Authority) -> None:
    assert authority.region in REGIONS, f"ig:region must be one of {sorted(REGIONS)}"
    assert authority.type in TYPES, f"ig:authorityType must be one of {sorted(TYPES)}"


@each_authority
def test_type_fits_the_code(authority: Authority) -> None:
    by_code = {
        "06": "Unitary Authority",
        "08": "Metropolitan District",
        "09": "London Borough",
        "10": "County",
    }
    assert authority.type == by_code[authority.gss[1:3]], "ig:authorityType does not fit the GSS code"


@each_authority
def test_an_abolished_one_has_a_day_and_successors_that_stand(authority: Authority) -> None:
    if authority.abolished is None:
        assert not authority.successors, "ig:succeededBy without ig:abolished: add the day"
        assert authority.urn, "an authority that stands has a provider number: add ig:ofstedUrn"
        return
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", authority.abolished), "ig:abolished must be a full date"
    assert authority.successors, "an abolished authority needs ig:succeededBy"
    for gss in authority.successors:
        assert gss in BY_GSS, f"the successor {gss} is not in ontology/authorities.ttl: add it"
        assert BY_GSS[gss].region == authority.region, f"the successor {gss} lies in another region"


def test_authorities_stand_in_the_order_of_their_names() -> None:
    text = knowledge_file("authorities.ttl").read_text(encoding="utf-8")
    names = [name.casefold() for name in re.findall(r'rdfs:label "([^"]+)"', text)]
    assert names == sorted(names), "sort the blocks of ontology/authorities.ttl by name"
