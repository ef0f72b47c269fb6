"""Files in the folder of a package, opened only when they are plain files inside it."""

from __future__ import annotations

import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from anhui_indicators.datapackage.access.paths import HINT, unsafe_path_reason
from anhui_indicators.datapackage.codes.packages import PATH_ERROR, RESOURCE_ERROR
from anhui_indicators.datapackage.limits import MEBIBYTE
from anhui_indicators.errors import RejectedInputError

_READ = os.O_RDONLY
for _flag in ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY"):  # Not every system has each.
    _READ |= getattr(os, _flag, 0)


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder that the paths of a package start from.

    Attributes:
        root: The folder.
    """

    root: Path

    def locate(self, path: str) -> Path:
        """Give the file that a path of a descriptor leads to.

        Args:
            path: Relative to the folder.

        Raises:
            RejectedInputError: When it leads out of the folder, or to anything but a plain file.
        """
        issue = unsafe_path_reason(path)
        if issue:
            raise RejectedInputError(PATH_ERROR, f"The path {path!r} {issue}.", HINT)
        file = self.root / path
        try:
            # A link may lead out of the folder where the words of the path do not.
            root, real = self.root.resolve(), file.resolve()
            if not real.is_relative_to(root):
                message = f"The path {path!r} is a link that leads out of the package."
                raise RejectedInputError(PATH_ERROR, message, HINT)
            if any(part.startswith(".") for part in real.relative_to(root).parts):
                message = f"The path {path!r} is a link to something hidden."
                raise RejectedInputError(PATH_ERROR, message, HINT)
            mode = real.stat().st_mode
        except FileNotFoundError as error:
            hint = "Add the file, or fix the path."
            raise RejectedInputError(RESOURCE_ERROR, f"There is no file {path}.", hint) from error
        except (OSError, RuntimeError, ValueError) as error:
            message = f"The path {path!r} cannot be followed."
            raise RejectedInputError(PATH_ERROR, message, HINT) from error
        if not stat.S_ISREG(mode):
            raise RejectedInputError(PATH_ERROR, f"The path {path!r} is not a plain file.", HINT)
        return real

    def open(self, path: str) -> BinaryIO:
        """Open a file for reading.

        Raises:
            RejectedInputError: As for `locate`, and when it cannot be read.
        """
        file = self.locate(path)
        try:
            # Whatever took its place since must not make the opening wait, as a pipe would.
            handle = os.open(file, _READ)
        except OSError as error:
            message = f"{path} cannot be read: {error.strerror}."
            raise RejectedInputError(RESOURCE_ERROR, message, "Restore the file.") from error
        opened = os.fdopen(handle, "rb")
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            opened.close()
            raise RejectedInputError(PATH_ERROR, f"The path {path!r} is not a plain file.", HINT)
        return opened

    def check(self, path: str) -> None:
        """Reject a file that may not be read, or is not there.

        Raises:
            RejectedInputError: As for `locate`.
        """
        self.locate(path)

    def close(self) -> None:
        """Do nothing: a folder holds no file open."""


def nameless_file() -> BinaryIO:
    """Give a hidden file, in memory while it is small; closing it removes it."""
    return cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=64 * MEBIBYTE))
