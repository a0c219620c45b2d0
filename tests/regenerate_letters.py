"""Write anew what is expected of the five letters: `python tests/regenerate_letters.py`.

Read each changed line before you commit it: it says that a letter is now read in another way. The facts,
blocks, sections and findings of a letter go to `tests/expected/letters/<letter>.json`, the labels of its
findings, which change more often, to `<letter>.labels.csv`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from inspectgraph.extract import extract_facts
from inspectgraph.extract.model import LetterFacts, Stated
from inspectgraph.extract.parts import section_roles
from inspectgraph.letters import Letter, Passage, read_letter
from inspectgraph.letters.model import Block, Section

ROOT = Path(__file__).parent.parent
EXPECTED = Path(__file__).parent / "expected" / "letters"
_ENDS = 30  # characters shown from each end of a stretch of text


def expected_texts(seed: Path) -> dict[str, str]:
    """File name to text of what is expected of one letter."""
    facts = extract_facts(read_letter(seed))
    return {f"{seed.stem}.json": _json_of(facts), f"{seed.stem}.labels.csv": _labels_of(facts)}


def _json_of(facts: LetterFacts) -> str:
    """One line for each fact, block, section and finding, so that a difference shows the one that changed."""
    letter = facts.letter
    stated = {
        name: _stated(getattr(facts, name))
        for name in ("kind", "authority", "title", "published", "ordinal", "covers", "outcome", "overall")
    }
    dates = facts.dates
    stated["dates"] = [dates.start, dates.end, *_where(dates.passage)] if dates else None
    content: dict[str, Any] = {
        "sha256": letter.sha256,
        "gss": facts.gss,
        "characters": len(letter.text),
        "flow_end": letter.flow_end,
        "page_starts": list(letter.page_starts),
        "stated": stated,
        "people": [
            [p.kind, p.is_lead, p.name, p.role, p.organisation, *_where(p.passage)] for p in facts.people
        ],
        "judgements": [[j.area, j.grade, j.label, *_where(j.passage)] for j in facts.judgements],
        "earlier": [
            [e.date, e.kind, e.family_stated, e.grade, e.text, *_where(e.passage)] for e in facts.earlier
        ],
        "problems": [p.code for p in facts.problems],
        "teams": [team.name for team in facts.teams],
        "blocks": [_block(letter, block) for block in letter.blocks],
        "sections": [
            [role, _heading(letter, section), section.first, section.last]
            for section, role in zip(letter.sections, section_roles(letter), strict=True)
        ],
        "findings": [
            [f.id.split("/")[1], f.kind, f.item, f.role, f.heading, f.passage.start, f.passage.end]
            + [_ends_of(f.passage.words), [f.history.what, f.history.of] if f.history else None]
            for f in facts.findings
        ],
    }
    return (
        "{\n" + ",\n".join(f"{json.dumps(key)}: {_lines(value)}" for key, value in content.items()) + "\n}\n"
    )


def _stated(value: Stated | None) -> list[Any] | None:
    return [value.value, value.source, *(_where(value.passage) if value.passage else ())] if value else None


def _where(passage: Passage) -> tuple[int, int, str]:
    return passage.start, passage.end, _ends_of(passage.words)


def _heading(letter: Letter, section: Section) -> str | None:
    return letter.words_of(section.heading) if section.heading else None


def _block(letter: Letter, block: Block) -> list[Any]:
    marks = [block.level, block.marker, block.number]
    return [block.kind, *marks, block.start, block.end, _ends_of(letter.words_of(block))]


def _ends_of(words: str) -> str:
    return words if len(words) <= 2 * _ENDS + 3 else f"{words[:_ENDS]} … {words[-_ENDS:]}"


def _lines(value: Any) -> str:
    """A value as JSON, a list or object with an entry a line."""
    if isinstance(value, dict):
        rows: Iterable[str] = (f"{_one_line(key)}: {_one_line(entry)}" for key, entry in value.items())
        return "{\n " + ",\n ".join(rows) + "\n}"
    if isinstance(value, list) and value:
        return "[\n " + ",\n ".join(_one_line(entry) for entry in value) + "\n]"
    return _one_line(value)


def _one_line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _labels_of(facts: LetterFacts) -> str:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("finding", "polarity", "change", "themes", "teams", "words"))
    for finding in facts.findings:
        themes, teams = " ".join(finding.themes), "; ".join(finding.teams)
        words = _ends_of(finding.passage.words)
        rows.writerow((finding.id.split("/")[1], finding.polarity, finding.change, themes, teams, words))
    return out.getvalue()


def main() -> None:
    EXPECTED.mkdir(parents=True, exist_ok=True)
    for seed in sorted((ROOT / "seeds").glob("*.txt")):
        for name, text in expected_texts(seed).items():
            (EXPECTED / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
