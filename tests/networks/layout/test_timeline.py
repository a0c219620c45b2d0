"""Timelines: years to the right, no label over another."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
from hypothesis import given
from tests.networks.layout.shapes import shapes

from inspectgraph.networks.layout import lay_out, marked_years, node_sizes
from inspectgraph.networks.layout.labels import box_of
from inspectgraph.networks.layout.timeline import YEAR, moment
from inspectgraph.networks.model import Network, network_kind

VISITS = ("2009-06-01", "2012-03-04", "2012-03-20", "2012-04-11", "2018-12-03", "2022-02")
ISSUES = {
    "Neglect": "2012-03-04",
    "Caseloads": "2009-06-01",
    "Supervision": "2018-12-03",
    "Adoption": "2009-06-01",
}


def timeline() -> Network:
    graph = nx.MultiDiGraph()
    graph.add_node("authority", label="Blackpool", type="authority")
    for day in VISITS:
        graph.add_node(f"visit {day}", label=f"Inspection of services {day}", type="visit", date=day)
        graph.add_edge(f"visit {day}", "authority", key="visitOf", kind="visitOf", weight=1.0)
    for theme, day in ISSUES.items():
        graph.add_node(theme, label=theme, type="issue", theme=theme, date=day)
        graph.add_edge(theme, f"visit {day}", key="concern", kind="concern", weight=40.0)
    return Network(kind=network_kind("timeline"), graph=graph)


def test_years_run_to_the_right() -> None:
    places = lay_out(timeline())
    across = [places[f"visit {day}"][0] for day in VISITS]
    assert across == sorted(across)
    assert abs(across[4] - across[0] - 9.5 * YEAR) < YEAR / 100
    assert places["authority"][0] < across[0]


def test_issues_stand_below_the_visits_by_when_they_were_raised() -> None:
    places = lay_out(timeline())
    down = sorted(ISSUES, key=lambda theme: -places[theme][1])
    assert down == ["Adoption", "Caseloads", "Neglect", "Supervision"]
    assert places["Adoption"][1] < min(places[f"visit {day}"][1] for day in VISITS)
    assert all(places[theme][0] == places[f"visit {day}"][0] for theme, day in ISSUES.items())


def test_visits_share_a_row_where_there_is_room() -> None:
    places = lay_out(timeline())
    rows = {day: places[f"visit {day}"][1] for day in VISITS}
    assert rows["2009-06-01"] == rows["2012-03-04"] == rows["2018-12-03"]
    assert len({rows["2012-03-04"], rows["2012-03-20"], rows["2012-04-11"]}) == 3


def test_what_has_no_date_comes_first() -> None:
    network = timeline()
    network.graph.add_node("some visit", label="A visit", type="visit")
    network.graph.add_node("some issue", label="An issue", type="issue", date="soon")
    places = lay_out(network)
    assert places["some visit"][0] == places["some issue"][0] < places["visit 2009-06-01"][0]


def test_years_are_marked_where_they_begin() -> None:
    network = timeline()
    marks, places = marked_years(network), lay_out(network)
    assert [year for year, _ in marks] == list(range(2009, 2024))
    for day in VISITS:
        year = int(day[:4])
        before, after = dict(marks)[year], dict(marks)[year + 1]
        assert before - 0.1 <= places[f"visit {day}"][0] <= after + 0.1
    assert marked_years(Network(kind=network_kind("issues"), graph=network.graph)) == []
    assert marked_years(Network(kind=network_kind("timeline"), graph=nx.MultiDiGraph())) == []


def test_moments() -> None:
    assert moment({"date": "2018"}) == 2018.0
    assert moment({"date": "2018-07"}) == 2018.5
    assert moment({"date": "", "first_year": 2017}) == 2017.0
    assert moment({"date": "June", "first_year": None}) is None


@given(network=shapes(kind="timeline"))
def test_no_label_over_another(network: Network) -> None:
    assert_labels_apart(network)


def test_no_label_over_another_in_a_whole_timeline() -> None:
    assert_labels_apart(timeline())


def assert_labels_apart(network: Network) -> None:
    """Boxes as wide as a node with its label and as high as the node or a line of 12 px don't meet."""
    places, sizes = lay_out(network), node_sizes(network.graph)
    boxes = {}
    for node, (x, y) in places.items():
        left, right = box_of(network.graph.nodes[node]["label"], sizes[node])
        half = max(sizes[node], 6.0)
        boxes[node] = (x - left, y - half, x + right, y + half)
    for one, other in combinations(sorted(boxes), 2):
        a, b = boxes[one], boxes[other]
        apart = a[2] <= b[0] + 0.2 or b[2] <= a[0] + 0.2 or a[3] <= b[1] + 0.2 or b[3] <= a[1] + 0.2
        assert apart, (one, other)
