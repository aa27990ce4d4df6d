# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the attributes of a job and of its printer mean (RFC 8011, and what CUPS adds), as one of our standings.

How long a job has been printing is told by the spooler's clock, not by ours.
"""

from __future__ import annotations

from collections.abc import Iterable

from fieldkit.printers.ipp import Group, number, texts
from fieldkit.printers.ticket import JobState, Standing

STOPPED = 5  # printer-state
REASONS = {
    "media-empty": "paper-out",
    "media-needed": "paper-out",
    "input-tray-missing": "paper-out",
    "media-jam": "jam",
    "cover-open": "cover-open",
    "door-open": "cover-open",
    "interlock-open": "cover-open",
    "toner-empty": "ink-out",
    "marker-supply-empty": "ink-out",
    "marker-waste-full": "ink-out",
    "developer-empty": "ink-out",
    "offline": "offline",
    "shutdown": "offline",
    "timed-out": "offline",
    "connecting-to-device": "offline",
    "auth-info-required": "authentication",
    "cups-held-for-authentication": "authentication",
    "job-held-for-authentication": "authentication",
    "paused": "paused",
    "moving-to-paused": "paused",
}
"""What a printer says of itself (RFC 8011 §5.4.12, CUPS), as one of our codes."""
LATER = frozenset({"connecting-to-device", "timed-out"})
"""Said of every job for a moment; true only after a while."""
A_WHILE = 15  # seconds
PATIENCE, PATIENCE_A_SHEET = 120, 20  # seconds that printing may take before somebody has to look


def read_standing(job: Group, printer: Group, *, sheets: int) -> Standing:
    """Return what the attributes of a job and of its printer say together."""
    ended = {
        7: Standing(JobState.GONE, _of_the_cancelled(job)),
        8: Standing(JobState.GONE, _of_the_given_up(job)),
        9: Standing(JobState.DONE),
    }
    state = number(job, "job-state")
    if state in ended:
        return ended[state]
    since = number(job, "job-printer-up-time") - number(job, "time-at-processing")
    begun = state in (5, 6) and number(job, "time-at-processing") > 0
    why = reason((*texts(job, "job-state-reasons"), *texts(job, "job-hold-until")), since if begun else 0)
    why = why or reason(texts(printer, "printer-state-reasons"), since if begun else 0)
    stopped = number(printer, "printer-state") == STOPPED
    if stopped or state in (4, 6):
        return Standing(JobState.STOPPED, why or ("trouble" if state == 6 else "paused"))
    if state == 5 and why:
        return Standing(JobState.STOPPED, why)
    if state == 5 and since > PATIENCE + PATIENCE_A_SHEET * sheets:
        return Standing(JobState.UNKNOWN, "never-printed")
    if state not in (3, 5):
        return Standing(JobState.UNKNOWN, "trouble")
    return Standing(JobState.PRINTING if state == 5 else JobState.WAITING)


def reason(said: Iterable[str], seconds: int) -> str:
    """Return our code for the first of a printer's reasons that somebody can act on; ``seconds`` it has been at it."""
    for one in said:
        plain = one.removesuffix("-error").removesuffix("-warning")
        if plain.endswith("-report") or (plain in LATER and seconds < A_WHILE):
            continue
        if plain in REASONS:
            return REASONS[plain]
        if one.endswith("-error"):
            return "trouble"
    return ""


def _of_the_given_up(job: Group) -> str:
    said = " ".join(texts(job, "job-state-reasons"))
    return "format" if "document-format" in said or "unsupported" in said else "given-up"


def _of_the_cancelled(job: Group) -> str:
    """Tell a paper that somebody called back from one that the printer did not want."""
    said = " ".join(texts(job, "job-state-reasons"))
    if "at-device" in said or "aborted" in said or "errors" in said:
        return "given-up"
    return "begun" if number(job, "time-at-processing") else "cancelled"
