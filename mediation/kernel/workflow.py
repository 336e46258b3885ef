"""The legal moves of a record as one table, and the only code that makes a move.

An app declares `Transition`s and one `Workflow`; page, API, import and job call `perform`. A higher app that must act
when a lower one moves registers with `on`; it runs in the same transaction.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django import forms
from django.conf import settings
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from . import batching, journal
from .calendar import today
from .decisions import ALLOW, Decision, deny
from .errors import Conflict, InvalidInput, Refused

R = TypeVar("R", bound=models.Model)


class EventBase(models.Model):
    """One move of one record: from, to, who, on which Beijing day, recorded when. Added, never changed."""

    append_only = True

    transition = models.CharField(max_length=40)
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=60, blank=True)
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)

    class Meta:
        abstract = True


class TransitionForm(forms.Form):
    """What a step asks. It knows the record and the person, so that choices and checks can depend on both."""

    def __init__(self, *args: Any, record: Any, actor: Any, **kwargs: Any) -> None:
        self.record = record
        self.actor = actor
        super().__init__(*args, **kwargs)

    def occurred_on(self) -> date:
        """The Beijing day on which the step happened; the field named by `day_field`, else today."""
        name = getattr(self, "day_field", None)
        return (self.cleaned_data.get(name) if name else None) or today()


@dataclass(frozen=True)
class Transition(Generic[R]):
    """One legal move. `target` None leaves the status as it is (a record is added).

    `policy(actor, record)` answers who may and why not; `form` asks what must be said; `effect(record, data, actor)`
    changes what else changes and may return a note for the event.
    """

    name: str
    label: Any
    sources: frozenset[str]
    target: str | None
    policy: Callable[[Any, R], Decision]
    form: type[TransitionForm]
    effect: Callable[[R, dict[str, Any], Any], str | None]
    # The sentence a person reads before doing it: what the law asks here, with its article.
    guidance: Any = ""
    # Shown as a button only when true; imports and undo use the others.
    on_page: bool = True
    # The heading under which a page offers it, where an app has several.
    group: str = ""


@dataclass(frozen=True)
class Available(Generic[R]):
    """A move that the record's status allows, and whether this person may make it."""

    transition: Transition[R]
    decision: Decision


Reaction = Callable[[Any, Any, Any], None]


class Workflow(Generic[R]):
    """The table of moves of one model."""

    def __init__(
        self,
        model: type[R],
        event_model: type[models.Model],
        event_field: str,
        transitions: Iterable[Transition[R]],
    ) -> None:
        self.model = model
        self.event_model = event_model
        self.event_field = event_field
        self.transitions: dict[str, Transition[R]] = {}
        for transition in transitions:
            if transition.name in self.transitions:
                raise ValueError(f"two transitions named {transition.name!r}")
            self.transitions[transition.name] = transition
        self._reactions: dict[str, list[Reaction]] = defaultdict(list)

    def on(self, *names: str) -> Callable[[Reaction], Reaction]:
        """Run the decorated `reaction(record, event, actor)` inside the transaction of these moves."""

        def register(reaction: Reaction) -> Reaction:
            for name in names:
                if name not in self.transitions:
                    raise ValueError(f"no transition named {name!r}")
                self._reactions[name].append(reaction)
            return reaction

        return register

    def available(self, record: R, actor: Any) -> list[Available[R]]:
        """The moves to show for this record and person, in the table's order, denied ones with their reason."""
        status = record.status  # type: ignore[attr-defined]
        return [
            Available(transition, transition.policy(actor, record))
            for transition in self.transitions.values()
            if transition.on_page and status in transition.sources
        ]

    def can(self, name: str, record: R, actor: Any) -> Decision:
        """May this person make this move on this record now?"""
        transition = self.transitions[name]
        status = record.status  # type: ignore[attr-defined]
        if status not in transition.sources:
            return deny(self._not_in_state(record, transition))
        return transition.policy(actor, record)

    def begin(
        self,
        record: R,
        *,
        actor: Any,
        name: str,
        occurred_on: date,
        note: str = "",
        in_batch: bool = False,
    ) -> Any:
        """Write the first event of a record that was just created. `in_batch`: see perform_in_batch."""
        return self._write(record, name, "", actor, occurred_on, note, in_batch)

    @transaction.atomic
    def perform(
        self,
        name: str,
        record: R,
        *,
        actor: Any,
        data: Mapping[str, Any] | None = None,
        version: int | None = None,
    ) -> Any:
        """Make one move and give its event.

        Everything happens in one transaction under a lock on the row. Raises `Refused` when status or policy say no,
        `Conflict` when `version` is given and no longer the record's, `InvalidInput` when the form is not filled
        rightly. On success `record` holds the new values.
        """
        locked = self.model._default_manager.select_for_update().get(pk=record.pk)
        if version is not None and version != locked.version:  # type: ignore[attr-defined]
            raise Conflict
        event = self._move(self.transitions[name], locked, actor, data, in_batch=False)
        record.refresh_from_db()
        return event

    def perform_in_batch(
        self, name: str, record: R, *, actor: Any, data: Mapping[str, Any] | None = None
    ) -> Any:
        """Make one move of a record that this transaction made or locked, among many that are one act.

        The same checks, effect, event and reactions as `perform`, without a lock and a second reading of its own. The
        caller journals the whole act once, and may let the rows wait (`batching.batch`). After an error `record` may
        hold values that were not saved: drop it.
        """
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("a batch is one transaction")
        return self._move(self.transitions[name], record, actor, data, in_batch=True)

    def _move(
        self,
        transition: Transition[R],
        record: R,
        actor: Any,
        data: Mapping[str, Any] | None,
        *,
        in_batch: bool,
    ) -> Any:
        decision = self.can(transition.name, record, actor)
        if not decision:
            raise Refused(decision.reason)
        form = transition.form(data or {}, record=record, actor=actor)
        if not form.is_valid():
            raise InvalidInput(form.errors)
        before = record.status  # type: ignore[attr-defined]
        # What is kept in the record is written in the product's language, whoever reads the page in which.
        with translation.override(settings.LANGUAGE_CODE):
            note = transition.effect(record, form.cleaned_data, actor) or ""
        if transition.target is not None:
            record.status = transition.target  # type: ignore[attr-defined]
        record.version += 1  # type: ignore[attr-defined]
        batching.save(record)
        return self._write(record, transition.name, before, actor, form.occurred_on(), note, in_batch)

    def _write(
        self, record: R, name: str, before: str, actor: Any, day: date, note: str, in_batch: bool
    ) -> Any:
        event = self.event_model(
            **{self.event_field: record},
            transition=name,
            from_status=before,
            to_status=record.status,  # type: ignore[attr-defined]
            actor_id=actor.pk if actor else None,
            actor_name=str(actor) if actor else "",
            occurred_on=day,
            note=note,
        )
        batching.insert([event])
        if not in_batch:
            journal.record(
                f"{self.event_field}.{name}",
                actor_id=actor.pk if actor else None,
                object_type=self.event_field,
                object_id=record.uuid,  # type: ignore[attr-defined]
            )
        for reaction in self._reactions[name]:
            reaction(record, event, actor)
        return event

    def _not_in_state(self, record: R, transition: Transition[R]) -> str:
        return _("现在的状态是“%(status)s”，不能办理“%(step)s”。") % {
            "status": record.get_status_display(),  # type: ignore[attr-defined]
            "step": transition.label,
        }


def anybody(actor: Any, record: Any) -> Decision:
    """A policy without a condition, for moves that only code makes."""
    return ALLOW
