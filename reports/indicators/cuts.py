"""By what rows are told apart inside a figure: dispute type, source, outcome, kind of organization."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.enums import DisputeType, Entruster, Outcome, Source
from mediation.kernel.errors import InvalidInput
from organizations.enums import OrganizationKind


@dataclass(frozen=True)
class Dimension:
    """A column of the case, or of the organization to which a row belongs, with a fixed list of values."""

    code: str
    label: Any
    column: str
    choices: Any
    of_organization: bool = False

    def cuts(self) -> Iterable["Cut"]:
        """One cut a value, in the order of the official list."""
        return [Cut(self, value) for value in self.choices.values]


@dataclass(frozen=True)
class Cut:
    """The rows of one value of a dimension."""

    dimension: Dimension
    value: str

    @property
    def label(self) -> str:
        return str(self.dimension.choices(self.value).label)


DISPUTE_TYPE = Dimension("dispute_type", _("纠纷类型"), "dispute_type", DisputeType)
SOURCE = Dimension("source", _("案件来源"), "source", Source)
ENTRUSTER = Dimension("entruster", _("委托移送单位"), "entruster", Entruster)
OUTCOME = Dimension("outcome", _("调解结果"), "outcome", Outcome)
# Of cases the organization that accepted them; of everything else the organization it belongs to.
KIND = Dimension("kind", _("组织类别"), "kind", OrganizationKind, of_organization=True)
DIMENSIONS = {dimension.code: dimension for dimension in (DISPUTE_TYPE, SOURCE, ENTRUSTER, OUTCOME, KIND)}


def parse_cut(dimension: str, value: str) -> Cut:
    """The cut that two codes of a URL name; raises InvalidInput."""
    if dimension not in DIMENSIONS:
        raise InvalidInput({"by": [gettext("没有这种分类。")]})
    if value not in DIMENSIONS[dimension].choices.values:
        raise InvalidInput({"value": [gettext("这种分类里没有这一项。")]})
    return Cut(DIMENSIONS[dimension], value)
