"""What an import found: per file what was read, added, known already, in conflict and refused, with the reason.

A refused row always stands here with its file, its line (the header is line 1) and a reason that
`loyalty.problems` can say in both languages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from loyalty.errors import LoyaltyError, require
from loyalty.problems import say
from loyalty.words import Lang

MOST_REFUSED = 100_000
"""More refused rows than this in one file: it is the wrong file, and the list would help nobody."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken, or is doubtful; `value` is the part of it that is wrong."""

    line: int
    reason: str
    value: str = ""

    def sentence(self, lang: Lang) -> str:
        """Return why, in words."""
        return say(LoyaltyError(self.reason, value=self.value, line=self.line), lang)


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of the rows of one file: read = added + duplicates + conflicts + refused rows.

    `doubtful` rows were taken as they are written, and somebody should look at them.
    """

    read: int
    added: int
    duplicates: int
    conflicts: int
    refused: tuple[Refused, ...]
    conflict_lines: tuple[int, ...] = ()
    doubtful: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """All files of an import; `unmatched` purchases name a member nobody knows and count as walk-ins."""

    files: Mapping[str, FileReport]
    unmatched: int
    dry_run: bool
    started: bool
    cancelled: bool = False

    @property
    def refused(self) -> int:
        """Return the number of refused rows in all files."""
        return sum(len(report.refused) for report in self.files.values())


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an import stands: rows done of the rows there are, rows a second, and milliseconds left."""

    stage: str
    done: int
    total: int
    rate: int
    left_ms: int | None


OnProgress = Callable[[Progress], bool]
"""Called between batches; returning False ends the import after what is committed."""


@dataclass(slots=True)
class Tally:
    """Counts one file while it is read."""

    name: str
    read: int = 0
    added: int = 0
    duplicates: int = 0
    conflicts: int = 0
    refused: list[Refused] = field(default_factory=list)
    conflict_lines: list[int] = field(default_factory=list)
    doubtful: list[Refused] = field(default_factory=list)

    def refuse(self, line: int, reason: str, value: str = "") -> None:
        """Note a refused row; raises `import_hopeless` when nearly nothing in the file is right."""
        require(len(self.refused) < MOST_REFUSED, "import_hopeless", file=self.name, most=MOST_REFUSED)
        self.refused.append(Refused(line, reason, value[:80]))

    def doubt(self, line: int, reason: str, value: str) -> None:
        """Note a row that is taken as it is written, and can hardly be right."""
        if len(self.doubtful) < MOST_REFUSED:
            self.doubtful.append(Refused(line, reason, value[:80]))

    def conflict(self, line: int) -> None:
        """Note a row whose id stands already with other content."""
        self.conflicts += 1
        self.conflict_lines.append(line)

    def close(self) -> FileReport:
        """Return the counts."""
        return FileReport(
            self.read,
            self.added,
            self.duplicates,
            self.conflicts,
            tuple(sorted(self.refused, key=lambda one: one.line)),
            tuple(sorted(self.conflict_lines)),
            tuple(self.doubtful),
        )
