"""Under which framework a visit was made, by its family and date."""

from __future__ import annotations

import pytest

from inspectgraph.extract.frameworks import family_on, framework_on

FRAMEWORKS = {
    ("cra", "2009-06"): "CRA (2009-2012)",
    ("sif", "2013-11-19"): "SIF (2013-2018)",
    ("sif", "2018-06-11"): "SIF (2013-2018)",
    ("ilacs", "2018-02"): "ILACS (since 2018)",
    ("ilacs", "2026-05-01"): "ILACS (since 2018)",
    ("focused", "2018-11-07"): "ILACS (since 2018)",
    ("monitoring", "2018"): "monitoring (since 2016)",
    ("jtai", "2017-03-21"): "JTAI (since 2016)",
    ("send", "2017-03-27"): "local area SEND (2016-2022)",
    ("send", "2023-11-20"): "area SEND (since 2023)",
    ("other", "2010-09"): "safeguarding and looked-after children (2009-2012)",
    ("other", "2012-11"): None,
    ("other", "2013-06"): None,
    ("other", ""): None,
    ("ilacs", ""): "ILACS (since 2018)",
    ("other", "2008"): None,
    ("nothing", "2018"): None,
}
FAMILIES = {
    "2014": "sif",
    "2017-12": "sif",
    "2018-11": "ilacs",
    "2018-03": None,
    "2009": None,
    "2025": "ilacs",
}


@pytest.mark.parametrize(("family", "when"), FRAMEWORKS)
def test_framework(family: str, when: str) -> None:
    assert framework_on(family, when) == FRAMEWORKS[family, when]


@pytest.mark.parametrize("when", FAMILIES)
def test_family(when: str) -> None:
    assert family_on(when) == FAMILIES[when]


def test_number_of_cases() -> None:
    assert (len(FRAMEWORKS), len(FAMILIES)) == (17, 6)
