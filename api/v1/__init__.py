"""Version 1 of the REST API; every resource's router stands here once."""

from fastapi import APIRouter

from api.v1 import api_keys, changes, external_instructors, jobs, locations, modules, operator, provider, session
from api.v1.customers import routes as customers
from api.v1.instructors import routes as instructors
from api.v1.staffing import routes as staffing
from api.v1.trainees import routes as trainees

routers: tuple[APIRouter, ...] = (
    session.router,
    provider.router,
    locations.router,
    modules.router,
    api_keys.router,
    jobs.router,
    changes.router,
    operator.router,
    customers.router,
    instructors.router,
    external_instructors.router,
    staffing.router,
    trainees.router,
)
