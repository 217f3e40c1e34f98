"""Version 1 of the REST API; every resource's router stands here once."""

from fastapi import APIRouter

from api.v1 import api_keys, changes, jobs, locations, modules, operator, provider, session
from api.v1.customers import routes as customers

routers: tuple[APIRouter, ...] = (
    session.router,
    provider.router,
    locations.router,
    modules.router,
    api_keys.router,
    jobs.router,
    changes.router,
    operator.router,
)
