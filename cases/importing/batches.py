"""The way of a file: uploaded, checked, loaded, perhaps undone. Its content goes as soon as nothing waits for it.

Small files are done within the request. For larger ones the outbox holds the work; each piece may be tried again.
"""

import hashlib
import io
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import timedelta
from pathlib import PurePath
from typing import IO, Any
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from mediation.kernel import batching, journal, outbox
from mediation.kernel.decisions import Decision
from mediation.kernel.errors import Refused
from mediation.kernel.models import OutboxMessage
from mediation.kernel.spreadsheets import Table, read_table
from organizations.models import Organization, User

from .. import policies
from ..enums import ImportState
from ..models import Case, CaseEvent, ImportBatch
from ..workflow import case_workflow
from . import loading
from .columns import match_header

MAX_ROWS = 5_000
# Up to this many rows the person waits for the answer; about three seconds.
AT_ONCE = 200
FORGOTTEN_AFTER = timedelta(hours=24)
CHECK, LOAD, UNDO = "cases.import_check", "cases.import_load", "cases.import_undo"


def upload(upload: IO[bytes], name: str, *, organization: Organization, by: User) -> ImportBatch:
    """Take a file in and check it, at once or soon.

    Raises BadFile when it is no table with our columns, Refused when this person may not load for the organization.
    """
    batch = _receive(upload, name, organization, by)
    _work(batch, CHECK, by)
    return batch


@transaction.atomic
def load_at_once(
    upload: IO[bytes], name: str, *, organization: Organization, by: User, dry_run: bool
) -> ImportBatch:
    """Load a file, or only check it, however many rows it has. A trial leaves nothing, not even itself.

    Raises like `upload`; the errors of rows are in the batch.
    """
    batch = _receive(upload, name, organization, by)
    if dry_run:
        _do(CHECK, batch.pk, by)
    else:
        _move(batch, ImportState.LOADING)
        _do(LOAD, batch.pk, by)
    batch.refresh_from_db()
    if batch.state != ImportState.LOADED:
        transaction.set_rollback(True)
    return batch


def begin_loading(batch: ImportBatch, *, by: User) -> None:
    """Load a checked file, at once or soon; sent twice, it is loaded once. Raises Refused."""
    with transaction.atomic():
        locked = _locked(batch)
        _require(policies.can_import_cases(by, locked.organization))
        if locked.state in (ImportState.LOADING, ImportState.LOADED):
            return
        _require_state(locked, ImportState.READY)
        _move(locked, ImportState.LOADING)
        _work(locked, LOAD, by)


def cancel(batch: ImportBatch, *, by: User) -> None:
    """Give a file up before it is loaded; its content goes. Raises Refused."""
    with transaction.atomic():
        locked = _locked(batch)
        _require(policies.can_import_cases(by, locked.organization))
        if locked.state == ImportState.CANCELLED:
            return
        if not (locked.state == ImportState.LOADING and is_stuck(locked)):
            _require_state(locked, ImportState.CHECKING, ImportState.READY)
        _move(locked, ImportState.CANCELLED, content=None)


def begin_undoing(batch: ImportBatch, *, by: User) -> None:
    """Void every case of a loaded file, at once or soon. Raises Refused, with the number of cases that changed since."""
    with transaction.atomic():
        locked = _locked(batch)
        if locked.state in (ImportState.UNDOING, ImportState.UNDONE) and not is_stuck(locked):
            return
        if locked.state != ImportState.UNDOING:
            _require_state(locked, ImportState.LOADED)
        _require(can_undo(by, locked))
        _move(locked, ImportState.UNDOING)
        _work(locked, UNDO, by)


@transaction.atomic
def undo_at_once(batch: ImportBatch, *, by: User) -> None:
    """Void every case of a loaded file, however many. Raises Refused."""
    locked = _locked(batch)
    _require_state(locked, ImportState.LOADED)
    _require(can_undo(by, locked))
    _move(locked, ImportState.UNDOING)
    _do(UNDO, locked.pk, by)


def can_undo(user: User, batch: ImportBatch) -> Decision:
    """Clerks of every organization that has cases in it, while none of the cases went on."""
    for organization in Organization.objects.filter(handled_cases__import_batch=batch).distinct():
        decision = policies.can_import_cases(user, organization)
        if not decision:
            return decision
    return policies.can_undo_import(user, batch, touched=touched(batch).count())


def touched(batch: ImportBatch) -> QuerySet[Case]:
    """The cases of a loaded file in which somebody did something since: a step, or a change without a step."""
    later = CaseEvent.objects.filter(case=OuterRef("pk"), recorded_at__gt=batch.loaded_at)
    return (
        Case.objects.filter(import_batch=batch)
        # Loading made version and events go up together.
        .annotate(steps=Count("events"), has_later=Exists(later))
        .filter(~Q(version=F("steps")) | Q(has_later=True))
    )


def is_stuck(batch: ImportBatch) -> bool:
    """Whether the work on a file was given up after all tries."""
    dead = OutboxMessage.objects.filter(
        kind__in=(CHECK, LOAD, UNDO), payload__batch=batch.pk, dead_at__isnull=False
    )
    done = {ImportState.CHECKING: CHECK, ImportState.LOADING: LOAD, ImportState.UNDOING: UNDO}
    kind = done.get(ImportState(batch.state))
    return kind is not None and dead.filter(kind=kind).exists()


def rows_done(batch: ImportBatch) -> int:
    """How many rows the work under way has passed; 0 when nobody knows."""
    # A page without its number is better than no page: the cache may be down.
    with suppress(Exception):
        return int(cache.get(_progress_key(batch)) or 0)
    return 0


def forget_uploads() -> int:
    """Drop the content of files that waited a day for somebody to load them; gives how many."""
    waiting = ImportBatch.objects.filter(
        state__in=(ImportState.CHECKING, ImportState.READY),
        uploaded_at__lt=timezone.now() - FORGOTTEN_AFTER,
    )
    return waiting.update(state=ImportState.CANCELLED, content=None)


# The work itself, in the request or by the relay ------------------------------------------------------------


def _check(batch: ImportBatch, by: User) -> None:
    result = loading.check(_table(batch), actor=by, organization=batch.organization, tell=_teller(batch))
    if result.errors:
        _refuse(batch, result)
    else:
        _move(batch, ImportState.READY, summary=result.summary())


def _load(batch: ImportBatch, by: User) -> None:
    result = loading.load(_table(batch), batch, actor=by, tell=_teller(batch))
    if result.errors:
        _refuse(batch, result)
        return
    _move(batch, ImportState.LOADED, content=None, summary=result.summary(), loaded_at=timezone.now())
    _journal("case.imported", batch, by)


def _undo(batch: ImportBatch, by: User) -> None:
    _require(can_undo(by, batch))
    cases = Case.objects.filter(import_batch=batch).select_related("import_batch__organization")
    reason = _("撤销导入：%(file)s") % {"file": batch.file_name}
    tell = _teller(batch)
    with batching.batch(batch.rows):
        for done, case in enumerate(cases.select_for_update(of=("self",)).order_by("id")):
            if done % 25 == 0:
                tell(done)
            case_workflow.perform_in_batch("void", case, actor=by, data={"reason": reason})
    _move(batch, ImportState.UNDONE, undone_at=timezone.now(), undone_by_id=by.pk)
    _journal("case.import_undone", batch, by)


_WORK: dict[str, tuple[ImportState, Callable[[ImportBatch, User], None]]] = {
    CHECK: (ImportState.CHECKING, _check),
    LOAD: (ImportState.LOADING, _load),
    UNDO: (ImportState.UNDOING, _undo),
}


def _receive(upload: IO[bytes], name: str, organization: Organization, by: User) -> ImportBatch:
    _require(policies.can_import_cases(by, organization))
    table = read_table(upload, name, max_rows=MAX_ROWS)
    match_header(table.header)
    upload.seek(0)
    content = upload.read()
    return ImportBatch.objects.create(
        organization=organization,
        file_name=_short(name),
        digest=hashlib.sha256(content).hexdigest(),
        content=content,
        rows=len(table.rows),
        loaded_by_id=by.pk,
        loaded_by_name=str(by),
    )


def _work(batch: ImportBatch, kind: str, by: User) -> None:
    cache_key = _progress_key(batch)
    with suppress(Exception):
        cache.delete(cache_key)
    if batch.rows <= AT_ONCE:
        _do(kind, batch.pk, by)
        return
    outbox.post(
        kind, f"{batch.uuid}:{uuid4().hex}", batch=batch.pk, user=by.pk, language=translation.get_language()
    )


@transaction.atomic
def _do(kind: str, batch_id: int, by: User) -> None:
    """One piece of work, unless it was done already or somebody is at it."""
    state, act = _WORK[kind]
    found = ImportBatch.objects.select_for_update(of=("self",)).select_related("organization__sealed_by")
    batch = found.filter(pk=batch_id, state=state).first()
    if batch is None:
        return
    try:
        with transaction.atomic():
            act(batch, by)
    except Refused as error:
        # The post ended while the file waited, or somebody went on with a case of it.
        if kind == UNDO:
            _move(batch, ImportState.LOADED)
        else:
            _refuse(batch, loading.Result([loading.RowError(0, "", "", error.message)]))


def _do_message(kind: str) -> Callable[[dict[str, Any]], None]:
    def handler(payload: dict[str, Any]) -> None:
        with translation.override(payload["language"]):
            _do(kind, payload["batch"], User.objects.select_related("person").get(pk=payload["user"]))

    return handler


for _kind in _WORK:
    outbox.handles(_kind)(_do_message(_kind))


def _refuse(batch: ImportBatch, result: loading.Result) -> None:
    _move(batch, ImportState.FAULTY, content=None, errors=[asdict(error) for error in result.errors])


def _table(batch: ImportBatch) -> Table:
    assert batch.content is not None  # noqa: S101  a constraint: content stays while the state waits
    return read_table(io.BytesIO(bytes(batch.content)), batch.file_name, max_rows=MAX_ROWS)


def _move(batch: ImportBatch, state: ImportState, **values: Any) -> None:
    batch.state = state
    for name, value in values.items():
        setattr(batch, name, value)
    batch.save(update_fields=["state", *values])


def _locked(batch: ImportBatch) -> ImportBatch:
    """The row under its lock. Raises Refused while somebody is at work on the file."""
    locked = ImportBatch.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=batch.pk)
    found = locked.select_related("organization__sealed_by").first()
    if found is None:
        raise Refused(_("这个文件正在处理，请稍等一会儿再看。"))
    return found


def _require(decision: Decision) -> None:
    if not decision:
        raise Refused(decision.reason)


def _require_state(batch: ImportBatch, *states: ImportState) -> None:
    if batch.state not in states:
        raise Refused(_("这个文件现在是“%(state)s”，不能这样办理。") % {"state": batch.get_state_display()})


def _journal(action: str, batch: ImportBatch, by: User) -> None:
    journal.record(
        action,
        actor_id=by.pk,
        object_type="import",
        object_id=batch.uuid,
        organization_id=batch.organization_id,
        count=batch.rows,
    )


def _teller(batch: ImportBatch) -> Callable[[int], None]:
    def tell(done: int) -> None:
        # Only for the page: outside the transaction, which nobody sees into, and never worth failing for.
        with suppress(Exception):
            cache.set(_progress_key(batch), done, 3600)

    return tell


def _progress_key(batch: ImportBatch) -> str:
    return f"import-progress:{batch.uuid}"


def _short(name: str) -> str:
    """A file's name that keeps its ending."""
    path = PurePath(name)
    return path.stem[: 120 - len(path.suffix)] + path.suffix if len(path.name) > 120 else path.name
