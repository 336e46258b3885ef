"""Start-up checks: an installation that would lose something silently does not start."""

from typing import Any

from django.core.checks import Error, register
from django.db import DatabaseError, connection


@register("database")
def database_reads_chinese(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[Error]:
    """With the locale "C" trigram search finds no Chinese and nobody is told."""
    if not databases:
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
            if cursor.fetchone() is None:
                return []
            cursor.execute("SELECT array_length(show_trgm('张三'), 1)")
            if cursor.fetchone()[0]:
                return []
    except DatabaseError:
        return []
    return [
        Error(
            "the database was created with a locale that is blind to Chinese",
            hint="create it with LC_CTYPE C.UTF-8: initdb --locale=C.UTF-8",
            id="kernel.E001",
        ),
    ]
