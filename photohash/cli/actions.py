"""Commands that act on photos, and those that look back on it: apply, undo, history, decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from photohash.cli.context import LONG, CommandContext, Strictness, command_context
from photohash.core import gc_tuning
from photohash.core.errors import UsageError
from photohash.core.formatting import count, size_in_words
from photohash.core.paths import shown
from photohash.core.settings import Settings
from photohash.library.photo import SAFE_COPIES, Failure

if TYPE_CHECKING:
    from photohash.library.actions import ActionPlan, Entry, Outcome, Undone

Model = Annotated[str | None, typer.Option("--model", help="A model's id or directory.", metavar="ID")]
Keep = Annotated[
    list[str] | None,
    typer.Option(
        help="Which file of a group to keep: rules in the order in which they count; --keep list shows them, and "
        '--keep "" keeps the best picture. Without it, the rule chosen in the window.',
        metavar="RULE,...",
    ),
]
To = Annotated[
    str | None,
    typer.Option(
        help="What is done to the others: trash, quarantine, hardlink, reflink, symlink, move:DIR. Without it, "
        "what was chosen in the window, or else trash.",
        metavar="TARGET",
    ),
]

_DECIDED = ("not-duplicates", "keep-both", "undecided")


def register(app: typer.Typer) -> None:
    """Adds these commands to the program."""
    for command in (apply, undo, history, decide):
        app.command()(command)


def apply(
    context: typer.Context,
    keep: Keep = None,
    chosen: Annotated[
        bool, typer.Option(help="Keep the photos chosen in the window with Keep this one, whatever the rules say.")
    ] = True,
    to: To = None,
    strictness: Strictness = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without this, only say what would be done.")] = False,
    rescue: Annotated[
        bool,
        typer.Option(help="Save metadata found only in the copies (rating, keywords ...) to the keeper's .xmp file."),
    ] = True,
    model: Model = None,
) -> None:
    """Put copies away, or say what would be done: a dry run unless --yes.

    Only identical, same-pixels, re-encoded and resized copies go. Every file is verified first, and everything is
    written to a journal from which photohash undo takes it back.
    """
    from photohash import wiring
    from photohash.library.actions import UNTOUCHED, ActionResult, Target, rule_names, rules_in

    current = command_context(context)
    context.with_resource(gc_tuning.collecting_rarely())
    rules = None if keep is None else ",".join(keep)
    if rules == "list":
        current.say("\n".join(rule_names()))
        return
    rules_in(rules or "")  # a wrong word is told before anything is opened
    target = Target.named(str(Settings(current.library)["put-away"]) if to is None else to)
    with wiring.open_actions(current.library) as actions, current.watched() as task:
        tell_recovered(actions.recover())
        # What was settled just now may have changed the groups, and nothing else can while this is open.
        with wiring.open_browser(current.library, model) as browser:
            found = wiring.library_groups(current.library, browser, strictness=strictness, keep=rules, chosen=chosen)
        plan = actions.plan(found.groups, target, found.losses)
        outcomes = list(actions.act(plan, dry_run=not yes, rescue=rescue, task=task))
        stopped = actions.stopped
    failed = [
        Failure(outcome.tick.path, outcome.note)
        for outcome in outcomes
        if outcome.result in (ActionResult.FAILED, ActionResult.UNFINISHED)
    ]
    if current.json:
        document = _apply_document(plan, outcomes, failed, dry_run=not yes)
        current.document(document | ({"stopped": stopped} if stopped else {}))
    else:
        _tell_apply(current, plan, outcomes, dry_run=not yes)
    if stopped:
        left = sum(outcome.note == UNTOUCHED for outcome in outcomes)
        typer.echo(f"{stopped} {count(left, 'file was', 'files were')} not touched.", err=True)
        raise typer.Exit(1)
    current.finish(failed)


def undo(
    context: typer.Context,
    entry: Annotated[
        int | None, typer.Argument(help="A number from photohash history; without it, the last run.")
    ] = None,
    run: Annotated[
        int | None, typer.Option(help="A whole run, by its number in photohash history.", metavar="N")
    ] = None,
) -> None:
    """Take back one entry of the journal, or without one the whole last run."""
    from photohash import wiring
    from photohash.library.actions import EntryState

    if entry is not None and run is not None:
        raise UsageError("Name an entry or a run, not both.")
    current = command_context(context)
    with wiring.open_actions(current.library) as actions, current.watched() as task:
        recovered = actions.recover()
        tell_recovered(recovered)
        # An undo that was cut short is finished by that; the run before it is not meant.
        undone = [
            found for found in recovered if found.entry.state is EntryState.UNDONE and _is_meant(found, entry, run)
        ]
        if not undone:
            undone = list(actions.undo(entry if run is None else run, whole_run=run is not None, task=task))
    failed = [Failure(found.entry.path, found.problem) for found in undone if found.problem]
    if current.json:
        current.document(
            {
                "entries": [_entry(found.entry, found.problem) for found in undone],
                "failures": [{"path": str(failure.path), "error": failure.reason} for failure in failed],
            }
        )
    else:
        back = [found.entry for found in undone if not found.problem]
        for found in back:
            if found.note:
                current.say(f"{shown(found.path)}: {found.note}")
        current.say(f"{count(len(back), 'entry', 'entries')} taken back.")
    current.finish(failed)


def history(
    context: typer.Context,
    number: Annotated[int, typer.Option("-n", min=1, help="How many entries to show.")] = 50,
) -> None:
    """Show what was done to files, the newest first."""
    from photohash import wiring

    current = command_context(context)
    with wiring.open_browser(current.library) as browser:
        entries = browser.history(number)
    if current.json:
        current.document({"entries": [_entry(entry) for entry in entries]})
    elif entries:
        current.table(_history_table(entries))
    else:
        current.say("Nothing was done yet.")


def decide(
    context: typer.Context,
    verdict: Annotated[str, typer.Argument(help=f"One of: {', '.join(_DECIDED)}.")],
    photos: Annotated[list[Path], typer.Argument(help="Two photos or more of the library.")],
) -> None:
    """Say of photos that they are not duplicates, or that both are kept: they are not offered as copies any more.

    It is remembered by content, so it holds after renaming, moving and scanning again, and for any model.
    """
    from photohash import wiring
    from photohash.library.actions import DecisionVerdict

    current = command_context(context)
    if verdict not in _DECIDED:
        raise UsageError(f"{verdict!r} is no decision. Choose one of: {', '.join(_DECIDED)}.")
    if len({photo.absolute() for photo in photos}) < 2:
        raise UsageError("Name two photos or more: a decision is about how they stand to one another.")
    with wiring.open_browser(current.library) as browser:
        digests = []
        for photo in photos:
            known = browser.find(photo.absolute())
            if known is None:
                raise UsageError(f"{shown(photo)} is not in the library. Scan its folder first.")
            digests.append(known.digest)
    with wiring.open_actions(current.library) as actions:
        pairs = actions.decide(digests, None if verdict == "undecided" else DecisionVerdict(verdict))
    if current.json:
        current.document({"verdict": verdict, "pairs": [{"a": a.hex(), "b": b.hex()} for a, b in pairs]})
    else:
        current.say(f"{count(len(pairs), 'pair')}: {verdict}.")


def _is_meant(found: Undone, entry: int | None, run: int | None) -> bool:
    """Whether an entry is among those that the user wants back."""
    return found.entry.id == entry if entry is not None else run is None or found.entry.run == run


def tell_recovered(recovered: Sequence[Undone]) -> None:
    """Says on stderr what an earlier run had left unfinished and how it stands now."""
    for found in recovered:
        state = found.problem or found.entry.note or f"is {found.entry.state}"
        typer.echo(f"Left unfinished by an earlier run: {shown(found.entry.path)} {state}.", err=True)


def _apply_document(
    plan: ActionPlan, outcomes: Sequence[Outcome], failed: Sequence[Failure], *, dry_run: bool
) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "actions": [_outcome(outcome) for outcome in outcomes],
        "left": [{"path": str(left.path), "reason": left.reason} for left in plan.left],
        "warnings": list(plan.warnings),
        "freed": sum(outcome.frees for outcome in outcomes),
        "failures": [{"path": str(failure.path), "error": failure.reason} for failure in failed],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "entry": outcome.entry,
        "path": str(outcome.tick.path),
        "digest": outcome.tick.digest.hex(),
        "keeper": None if outcome.tick.keeper is None else str(outcome.tick.keeper),
        "kind": None if outcome.tick.kind is None else outcome.tick.kind.value,
        "action": outcome.action.value,
        "state": outcome.result.value,
        "destination": None if outcome.destination is None else str(outcome.destination),
        "with": [str(path) for path in outcome.companions],
        "reason": outcome.tick.reason,
        "bytes": outcome.frees,
        "metadata": [
            {"field": one.field, "copy": one.copy, "keeper": one.keeper, "rescued": one.rescued}
            for one in outcome.differences
        ],
        "note": outcome.note,
    }


def _entry(entry: Entry, problem: str = "") -> dict[str, Any]:
    return {
        "entry": entry.id,
        "run": entry.run,
        "made": entry.made,
        "action": entry.action.value,
        "state": entry.state.value,
        "path": str(entry.path),
        "digest": entry.digest.hex(),
        "keeper": None if entry.keeper is None else str(entry.keeper),
        "files": [
            {
                "from": str(piece.source),
                "to": None if piece.destination is None else str(piece.destination),
                "restored": None if piece.restored is None else str(piece.restored),
            }
            for piece in entry.pieces
        ],
        "bytes": entry.bytes,
        "reason": entry.reason,
        "note": problem or entry.note,
    }


def _tell_apply(current: CommandContext, plan: ActionPlan, outcomes: Sequence[Outcome], *, dry_run: bool) -> None:
    from photohash.library.actions import ActionResult

    good = [outcome for outcome in outcomes if outcome.result in (ActionResult.PLANNED, ActionResult.DONE)]
    if good:
        _show_outcomes(current, good)
    for left in plan.left:
        current.say(f"Left alone: {shown(left.path)} {left.reason}.")
    for warning in plan.warnings:
        current.say(f"Note: {warning}")
    for outcome in good:
        for one in outcome.differences:
            if one.rescued:
                verb = "is written" if not dry_run else "would be written"
                current.say(f"{one.field} of {shown(outcome.tick.path)} ({one.rescued}) {verb} beside its keeper.")
        if outcome.note:
            current.say(f"{shown(outcome.tick.path)} {outcome.note}.")
    if not outcomes:
        current.say(f"Nothing to do: no {', '.join(SAFE_COPIES[:-1])} or {SAFE_COPIES[-1]} copies are left.")
        return
    freed = size_in_words(sum(outcome.frees for outcome in good))
    kinds = Counter(outcome.action for outcome in good)
    named = ", ".join(f"{number} {action}" for action, number in kinds.items())
    if not good:
        current.say(f"No file {'would go' if dry_run else 'was put away'}.")
        return
    if dry_run:
        current.say(
            f"{count(len(good), 'file')} would go ({named}), {freed}. Nothing was touched. To do it, add --yes."
        )
    else:
        current.say(f"{count(len(good), 'file')} put away ({named}), {freed}. To take it back: photohash undo")


def _show_outcomes(current: CommandContext, outcomes: Iterable[Outcome]) -> None:
    """Prints what became of each file: where it goes, what stays in its place, and why."""
    headings = "Entry", "What", "Size", "Relation", "Photo, its keeper and why"
    rows = [_row(outcome) for outcome in outcomes]
    if len(rows) > LONG:
        current.columns(headings, [(*cells, "\n".join(lines)) for cells, lines in rows])
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(heading, justify="right" if heading in {"Entry", "Size"} else "left", overflow="fold")
    for cells, (name, *notes) in rows:
        dim = [escape(note) if note.startswith("with ") else f"[dim]{escape(note)}[/]" for note in notes]
        table.add_row(*cells, "\n".join([escape(name), *dim]))
    current.table(table)


def _row(outcome: Outcome) -> tuple[tuple[str, str, str, str], list[str]]:
    """The short cells of a row, and the lines of its last one."""
    tick = outcome.tick
    lines = [shown(tick.path), *(f"with {shown(path.name)}" for path in outcome.companions)]
    if outcome.destination:
        lines.append(f"to {shown(outcome.destination)}")
    lines.append(f"keep {shown(tick.keeper or '')}: {shown(tick.reason)}")
    number = "" if outcome.entry is None else str(outcome.entry)
    return (number, outcome.action.value, size_in_words(tick.size), str(tick.kind or "")), lines


def _history_table(entries: Iterable[Entry]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("Entry", "Run", "When", "What", "State"):
        table.add_column(heading, justify="right" if heading in {"Entry", "Run"} else "left")
    table.add_column("File", overflow="fold")
    for entry in entries:
        moment = datetime.fromtimestamp(entry.made).astimezone().strftime("%Y-%m-%d %H:%M")
        note = f"\n[dim]{escape(shown(entry.note))}[/]" if entry.note else ""
        table.add_row(
            str(entry.id), str(entry.run), moment, entry.action.value, entry.state.value,
            f"{escape(shown(entry.path))}{note}",
        )  # fmt: skip
    return table
