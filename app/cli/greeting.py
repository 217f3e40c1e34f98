"""What `cbot run` says when the portal answers: where it is, and how to come in."""

from pathlib import Path

from app.core.config import Settings
from app.demo.access import DemoAccess


def greeting(settings: Settings, demo: DemoAccess | None, mail_folder: Path | None) -> str:
    """A few lines for a person at a terminal."""
    lines = ["", f"C-BOT answers on {settings.public_url}", f"  data    {settings.data_dir.resolve()}"]
    if mail_folder is not None:
        lines.append(f"  mail    {mail_folder} (kept here, not delivered; SMTP_URL names a real server)")
    if demo is not None:
        lines += ["", f"Demo logins, all with the password {demo.password}"]
        lines += [f"  {user.email:<38} {user.what}" for user in demo.users()]
    return "\n".join([*lines, "", "Ctrl-C stops it.", ""])
