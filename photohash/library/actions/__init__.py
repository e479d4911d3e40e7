"""Groups -> changed files, without ever losing one. No other place touches photos.

rules, plan       groups to ticked files with reasons
protection        what no action may ever touch
invariants        what must hold before a file is touched
prepare           a ticked file to a journal entry with every name chosen
together          what is acted on in one batch, and the halves of a pair
act               intention written, disk changed, made lasting, written down
relocation, system_trash, links, rescue    the manners of acting, each with its way back
undo              taking back, and settling what was cut short
disk              the steps, none of which can overwrite a file
actions           all of it for the command line and the window
"""

from __future__ import annotations

from photohash.library.actions.act import UNTOUCHED
from photohash.library.actions.actions import Actions
from photohash.library.actions.metadata import Difference
from photohash.library.actions.plan import Target
from photohash.library.actions.protection import Protection
from photohash.library.actions.records import Outcome, Plan, Result, Undone
from photohash.library.actions.rules import Rule, named
from photohash.library.actions.rules import names as rule_names
from photohash.library.store import Action, Decision, Entry, State, Tick, Verdict

__all__ = [
    "UNTOUCHED",
    "Action",
    "Actions",
    "Decision",
    "Difference",
    "Entry",
    "Outcome",
    "Plan",
    "Protection",
    "Result",
    "Rule",
    "State",
    "Target",
    "Tick",
    "Undone",
    "Verdict",
    "named",
    "rule_names",
]
