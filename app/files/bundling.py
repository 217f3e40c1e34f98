"""Files that the portal makes itself, and many of them in one zip."""

import hashlib
import io
import zipfile
from dataclasses import dataclass, field
from datetime import datetime

from app.files.acceptance import AcceptedFile
from app.files.kinds import FileKind
from app.files.names import safe_name

ZIP = FileKind("application/zip", "zip")


@dataclass
class Bundle:
    """A zip that grows file by file; the same files at the same moment give the same bytes."""

    moment: datetime
    _content: io.BytesIO = field(default_factory=io.BytesIO)
    _names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._archive = zipfile.ZipFile(self._content, "w", zipfile.ZIP_DEFLATED)

    def __len__(self) -> int:
        """How many files it holds."""
        return len(self._names)

    def add(self, name: str, extension: str, content: bytes) -> None:
        """Put a file in; a second one of the same name gets a number behind it."""
        entry = zipfile.ZipInfo(self._free(safe_name(f"{name}.{extension}", extension)), self.moment.timetuple()[:6])
        entry.compress_type = zipfile.ZIP_DEFLATED
        self._archive.writestr(entry, content)

    def close(self, name: str) -> AcceptedFile:
        """The whole as a file that `keep_file` stores; nothing can be added after that."""
        self._archive.close()
        return made_file(self._content.getvalue(), name, ZIP)

    def _free(self, name: str) -> str:
        stem, dot, extension = name.rpartition(".")
        number = 1
        while name.casefold() in self._names:
            number += 1
            name = f"{stem} ({number}){dot}{extension}"
        self._names.add(name.casefold())
        return name


def made_file(content: bytes, name: str, kind: FileKind) -> AcceptedFile:
    """A file of the portal's own making, which nobody needs to look into before it is stored."""
    named = safe_name(f"{name}.{kind.extension}", kind.extension)
    return AcceptedFile(named, kind, content, hashlib.sha256(content).hexdigest())
