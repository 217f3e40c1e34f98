"""What routes of the operator's desk ask for: the operator, or the operator at one provider."""

from typing import Annotated

from fastapi import Depends
from pydantic import StringConstraints

from api.deps import OperatorScope, Visit, operator_scope, operator_visit

AsOperator = Annotated[Visit, Depends(operator_visit, scope="function")]
AtProvider = Annotated[OperatorScope, Depends(operator_scope, scope="function")]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000, pattern=r"^[^\x00]*$")]
TIME_ZONE = "Europe/Amsterdam"
