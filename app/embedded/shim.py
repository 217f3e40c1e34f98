"""Run as a script: `python -I -S shim.py MODE PARENT COMMAND…` becomes COMMAND, tied to the life of PARENT.

PostgreSQL refuses to run as root, and must not outlive a portal that was killed. MODE `namespace` enters a user namespace
in which root is seen as an ordinary user (files keep their owner); `nobody` becomes the account without rights; `plain`
changes nothing. On Linux the kernel then sends the child an interrupt (PostgreSQL's orderly stop) when its parent dies,
however it dies.

Instead of a command, `--probe PATH…` ends with 0 when all paths can be entered from there.
"""

import ctypes
import os
import sys

REFUSED = 77
UNREACHABLE = 76
ORDINARY_ID = 65534
CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
SIGINT = 2


def main(arguments: list[str]) -> int:  # noqa: RET503  # execv does not return
    """Prepare and become the command; returns an exit status only for probes and refusals."""
    mode, parent, command = arguments[0], int(arguments[1]), arguments[2:]
    if mode == "namespace" and not enter_namespace():
        return REFUSED
    if mode == "nobody":
        become_nobody()
    if command[0] == "--probe":
        return 0 if all(os.access(path, os.R_OK | os.X_OK) for path in command[1:]) else UNREACHABLE
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, SIGINT, 0, 0, 0)
        if os.getppid() != parent:
            return REFUSED
    os.execv(command[0], command)


def enter_namespace() -> bool:
    """Enter a user namespace where we are an ordinary user; False where the kernel does not allow it."""
    user, group = os.geteuid(), os.getegid()
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER) != 0:
        return False
    try:
        _write("/proc/self/setgroups", "deny")
        _write("/proc/self/uid_map", f"{ORDINARY_ID} {user} 1")
        _write("/proc/self/gid_map", f"{ORDINARY_ID} {group} 1")
    except OSError:
        return False
    return True


def become_nobody() -> None:
    """Give up root for good."""
    os.setgroups([])
    os.setresgid(ORDINARY_ID, ORDINARY_ID, ORDINARY_ID)
    os.setresuid(ORDINARY_ID, ORDINARY_ID, ORDINARY_ID)


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="ascii") as file:  # pathlib costs 10 ms on every start
        file.write(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
