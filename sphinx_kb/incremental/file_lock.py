"""The lock of an open file, which ends with its process: as Unix and as Windows have it."""

from __future__ import annotations

import sys
import time
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def acquire(file: IO[str], *, wait: bool) -> bool:
        """Lock a file; return whether it is ours. With ``wait``, it is in the end."""
        while True:
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.1)
            else:
                return True

else:
    import fcntl

    def acquire(file: IO[str], *, wait: bool) -> bool:
        """Lock a file; return whether it is ours. With ``wait``, it is in the end."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
