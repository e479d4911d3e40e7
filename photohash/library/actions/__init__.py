"""Groups -> changed files, without ever losing one. No other place touches photos.

keeper_choice, planning    groups to ticked files with reasons
protection        what no action may ever touch
safety            what must hold before a file is touched
preflight         a ticked file to a journal entry with every name chosen
batching          what is acted on in one batch, and the halves of a pair
execution         intention written, disk changed, made lasting, written down
operations        one file a kind of action, each with its way back
undo              taking back, and settling what was cut short
filesystem        the steps, none of which can overwrite a file
file_actions      all of it for the command line and the window
"""

from __future__ import annotations

from photohash.library.actions.execution import UNTOUCHED
from photohash.library.actions.file_actions import FileActions
from photohash.library.actions.keeper_choice import RULE_WORDS, KeepRule, rule_names, rules_in
from photohash.library.actions.metadata import FieldDifference
from photohash.library.actions.outcomes import ActionPlan, ActionResult, Outcome, Undone
from photohash.library.actions.planning import ChosenPhoto, NoCopy, Target
from photohash.library.actions.protection import Protection
from photohash.library.actions.safety import NO_LONGER_THERE
from photohash.library.store import Action, Decision, DecisionVerdict, DoneRun, Entry, EntryState, Tick

__all__ = [
    "NO_LONGER_THERE",
    "RULE_WORDS",
    "UNTOUCHED",
    "Action",
    "ActionPlan",
    "ActionResult",
    "ChosenPhoto",
    "Decision",
    "DecisionVerdict",
    "DoneRun",
    "Entry",
    "EntryState",
    "FieldDifference",
    "FileActions",
    "KeepRule",
    "NoCopy",
    "Outcome",
    "Protection",
    "Target",
    "Tick",
    "Undone",
    "rule_names",
    "rules_in",
]
