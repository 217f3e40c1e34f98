"""At whose desk a request works, and what its caller may do to a course."""

from api.deps import Scope
from app.courses.desk import Desk
from app.courses.states import Action, Dated, allowed_actions

_NEEDS = {
    Action.EDIT: ("courses:write", "core"),
    Action.ENROL: ("courses:write", "core"),
    Action.INVITE: ("mails:write", "invitations"),
    Action.STAFF: ("staffing:write", "staffing"),
    Action.MARK: ("courses:write", "core"),
    Action.UPLOAD: ("courses:write", "core"),
    Action.CANCEL: ("courses:write", "core"),
    Action.MOVE: ("courses:write", "core"),
    Action.COPY: ("courses:write", "core"),
    Action.ATTENDANCE_LIST: ("courses:read", "core"),
    Action.CIBOT_ATTENDANCE_LIST: ("courses:read", "core"),
    Action.ASSESSMENT_LIST: ("courses:read", "core"),
    Action.PROCESS: ("courses:write", "core"),
    Action.CORRECT: ("courses:write", "core"),
    Action.REOPEN: ("courses:write", "core"),
    Action.REPORT_CODE95: ("courses:write", "core"),
}


def desk_of(scope: Scope) -> Desk:
    """The desk of a request."""
    return Desk(
        provider_id=scope.provider_id,
        is_institute=scope.provider.is_cibot_institute,
        modules=scope.caller.modules,
        actor=scope.actor,
        now=scope.now,
        today=scope.today,
    )


def offered_actions(scope: Scope, course: Dated) -> list[Action]:
    """What the course allows now, the caller may do, and the provider's modules offer."""
    allowed = allowed_actions(course, scope.today)
    return [
        action
        for action in Action
        if action in allowed
        and _NEEDS[action][0] in scope.caller.permissions
        and _NEEDS[action][1] in scope.caller.modules
    ]
