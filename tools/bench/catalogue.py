"""All measures, in the order in which they are taken."""

from . import boards, lists, refreshing, requests, writing  # noqa: F401 (each registers its own)
from . import importing as importing  # last: what it leaves behind is the largest
from .cast import Cast
from .filling import fill
from .measures import MEASURES, NothingThere
from .timing import in_turns

__all__ = ["MEASURES", "Cast", "NothingThere", "fill", "in_turns"]
