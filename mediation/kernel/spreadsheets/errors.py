"""A file that cannot be read as a table."""

from collections.abc import Sequence

from ..errors import InvalidInput


class BadFile(InvalidInput):
    """The file as a whole is refused; the sentences under "file" say why and what to do."""

    def __init__(self, *sentences: str, field: str = "file") -> None:
        super().__init__({field: sentences})
        self.message = sentences[0]
        self.sentences: Sequence[str] = sentences
