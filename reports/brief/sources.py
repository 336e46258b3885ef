"""Where the figures of a brief come from, each once: for the list under the page and the last table of the document."""

from dataclasses import dataclass

from reports import presenting
from reports.cells import Address

from .writing import Brief


@dataclass(frozen=True)
class Source:
    """One figure: what is written, the indicator with its definition, and the list it counts."""

    text: str
    unit: str
    label: str
    code: str
    version: int
    period: str
    parts: str
    definition: str
    address: Address
    url: str
    definition_url: str


def sources_of(brief: Brief) -> list[Source]:
    """The figures of a brief in the order of its text; one that is stated twice alike is listed once."""
    found: dict[tuple[str, str], Source] = {}
    for stated in brief.stated:
        row, figure = stated.reported.row, stated.reported.figure
        found.setdefault(
            (stated.text, stated.address.text),
            Source(
                text=stated.text,
                unit=str(row.unit.label),
                label=str(row.indicator.label),
                code=row.indicator.code,
                version=row.indicator.version,
                period=row.period.label,
                parts=presenting.parts(figure),
                definition=str(row.indicator.definition),
                address=stated.address,
                url=presenting.address_url(stated.address),
                definition_url=presenting.definition_url(row.indicator.code),
            ),
        )
    return list(found.values())
