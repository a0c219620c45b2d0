from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.errors import MisuseError
from inspectgraph.knowledge.authorities import (
    Authority,
    authorities_named_in,
    authority_before,
    authority_by_gss,
    authority_on,
    find_authority,
    load_authorities,
)

MEANT = [
    ("Blackpool", "E06000009"),
    ("blackpool council", "E06000009"),
    ("E06000009", "E06000009"),
    ("e06000009", "E06000009"),
    ("890", "E06000009"),
    ("80431", "E06000009"),
    ("Blackburn with Darwen Borough Council", "E06000008"),
    ("Bristol", "E06000023"),
    ("City of Bristol", "E06000023"),
    ("bristol city council", "E06000023"),
    ("Hull", "E06000010"),
    ("Kingston upon Hull", "E06000010"),
    ("Kingston", "E09000021"),
    ("London Borough of Richmond-upon-Thames", "E09000027"),
    ("the Royal Borough of Kensington & Chelsea", "E09000020"),
    ("RBKC", "E09000020"),
    ("st helens", "E08000013"),
    ("St. Helens MBC", "E08000013"),
    ("telford & wrekin", "E06000020"),
    ("Stockton on Tees", "E06000004"),
    ("B&NES", "E06000022"),
    ("bournemouth christchurch and poole", "E06000058"),
    ("City of London", "E09000001"),
    ("London Corporation", "E09000001"),
    ("County Durham", "E06000047"),
    ("Durham County Council", "E06000047"),
    ("Isle of Wight", "E06000046"),
    ("Cumbria", "E10000006"),
    ("Dorset", "E06000059"),
    ("Dorset (county)", "E10000009"),
    ("Dorset County Council", "E06000059"),
    ("The London Borough of Richmond upon Thames", "E09000027"),
    ("St Helens Borough Council", "E08000013"),
    ("Windsor & Maidenhead", "E06000040"),
    ("Royal Borough of Windsor and Maidenhead", "E06000040"),
    ("RBWM", "E06000040"),
    ("Birmingham Children’s Trust", "E08000025"),
    ("Doncaster Children's Services Trust", "E08000017"),
    ("Bradford Children and Families Trust", "E08000032"),
    ("Worcestershire Children First", "E10000034"),
    ("Slough Children First", "E06000039"),
    ("Brighter Futures for Children", "E06000038"),
    ("Together for Children Sunderland", "E08000024"),
    ("Northamptonshire Children's Trust", "E10000021"),
    ("Northamptonshire", "E10000021"),
    ("North Northamptonshire", "E06000061"),
    ("Cumbria County Council", "E10000006"),
    ("Westmorland & Furness Council", "E06000064"),
    ("Poole", "E06000029"),
    ("BCP Council", "E06000058"),
]

NOT_MEANT = [
    *("London", "Northern Ireland", "", "council", "the", "North", "999"),
    *("Children's Trust", "Children First", "Together for Children"),
]


def test_the_tables_are_whole() -> None:
    assert (len(MEANT), len(NOT_MEANT), len(NAMED)) == (50, 10, 28)


@pytest.mark.parametrize(("text", "gss"), MEANT)
def test_what_a_user_means(text: str, gss: str) -> None:
    assert find_authority(text).gss == gss


@pytest.mark.parametrize("text", NOT_MEANT)
def test_what_is_no_authority(text: str) -> None:
    with pytest.raises(MisuseError):
        find_authority(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Lancshire", "did you mean Lancashire"),
        ("East Riding", "did you mean East Riding of Yorkshire?"),
        ("Blackburn", "did you mean Blackburn with Darwen?"),
        ("Xyz", "give a council's name or GSS code"),
    ],
)
def test_a_near_miss_is_helped(text: str, hint: str) -> None:
    with pytest.raises(MisuseError, match=hint.replace("?", r"\?")):
        find_authority(text)


@pytest.mark.parametrize("authority", load_authorities(), ids=lambda authority: authority.gss)
def test_each_name_and_code_finds_its_authority(authority: Authority) -> None:
    assert find_authority(authority.name) == authority
    assert find_authority(authority.gss) == authority
    assert authority_by_gss(authority.gss) == authority
    if authority.urn:
        assert find_authority(authority.urn) == authority
    for name in (authority.name, *authority.aliases):
        assert authority in {
            find_authority(name),
            find_authority(name, on=authority.abolished and "2015-01-01"),
        }


@pytest.mark.parametrize(
    ("name", "on", "gss"),
    [
        ("Dorset", "2019-03-31", "E10000009"),
        ("Dorset", "2019-04-01", "E06000059"),
        ("Buckinghamshire", "2014", "E10000002"),
        ("North Yorkshire", "2023-07-03", "E06000065"),
        ("North Yorkshire (county)", "2023-07-03", "E06000065"),
        ("825", "2018-01-01", "E10000002"),
        ("Cumbria", "2024-01-01", "E10000006"),
        ("Blackpool", "2009-06", "E06000009"),
    ],
)
def test_the_one_that_stood_then(name: str, on: str, gss: str) -> None:
    assert find_authority(name, on=on).gss == gss
    assert authority_on(find_authority(name), on).gss == gss


@pytest.mark.parametrize(
    ("name", "on", "before"),
    [
        ("Cumberland", "2022-11", "Cumbria"),
        ("Westmorland and Furness", "2022", "Cumbria"),
        ("North Northamptonshire", "2019", "Northamptonshire"),
        ("Cumberland", "2024-01-01", None),
        ("Dorset", "2016", None),
        ("Blackpool", "2009-06", None),
        ("Bournemouth, Christchurch and Poole", "2016", None),
    ],
)
def test_the_one_before(name: str, on: str, before: str | None) -> None:
    found = authority_before(find_authority(name), on)
    assert (found.name if found else None) == before


NAMED = [
    ("services in Blackburn with Darwen", ["Blackburn with Darwen"]),
    ("Blackburn\nwith Darwen's children", ["Blackburn with Darwen"]),
    ("BLACKBURN WITH DARWEN", ["Blackburn with Darwen"]),
    ("Derbyshire and Derby", ["Derbyshire", "Derby"]),
    ("Northumberland, then Cumberland", ["Northumberland", "Cumberland"]),
    ("Bristol City Council", ["Bristol, City of"]),
    ("the City of Bristol", ["Bristol, City of"]),
    ("Bournemouth, Christchurch and Poole", ["Bournemouth, Christchurch and Poole"]),
    ("Bournemouth Christchurch & Poole", ["Bournemouth, Christchurch and Poole"]),
    ("Windsor & Maidenhead", ["Windsor and Maidenhead"]),
    ("St Helens and St. Helens", ["St. Helens", "St. Helens"]),
    ("Stockton-On-Tees", ["Stockton-on-Tees"]),
    ("Kingston and Richmond", ["Kingston upon Thames", "Richmond upon Thames"]),
    ("Kingston upon Hull", ["Kingston Upon Hull, City of"]),
    ("Kingston upon Thames", ["Kingston upon Thames"]),
    ("Newcastle-under-Lyme is not Newcastle", ["Newcastle upon Tyne"]),
    ("the North East and North East Lincolnshire", ["North East Lincolnshire"]),
    ("Greater Manchester, not Manchester", ["Manchester"]),
    ("Leicestershire County Council", ["Leicestershire"]),
    ("Dorset", ["Dorset"]),
    ("Bury St Edmunds", []),
    ("reading and sandwell", []),
    ("New York, East Kent, Bradford-on-Avon", []),
    ("Leedsichester", []),
    ("Sandwell Children’s Trust, for Sandwell council", ["Sandwell", "Sandwell"]),
    ("Brighter Futures for Children, which runs them", ["Reading"]),
    ("the former Northamptonshire County Council", ["Northamptonshire"]),
    ("working together for children in Sunderland", ["Sunderland"]),
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_names_in_running_text(text: str, names: list[str]) -> None:
    assert [authority.name for _, _, authority in authorities_named_in(text)] == names


@pytest.mark.parametrize("authority", load_authorities(), ids=lambda authority: authority.gss)
def test_each_name_is_found_whole_in_running_text(authority: Authority) -> None:
    for name in (authority.name, *authority.aliases):
        if name.endswith("(county)"):
            continue
        text = f"an inspection of {name} in May"
        ((start, end, found),) = authorities_named_in(text)
        assert text[start:end] == name
        assert authority in {found, authority_on(found, "2015-01-01")}


@given(st.text(alphabet="DerbyshiLds &-,.\n", max_size=60))
def test_what_is_named_stands_there_in_order(text: str) -> None:
    found = authorities_named_in(text)
    assert all(0 <= start < end <= len(text) for start, end, _ in found)
    assert all(one[1] <= two[0] for one, two in pairwise(found))
