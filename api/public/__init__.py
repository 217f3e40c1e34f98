"""What needs no login: signed pages, verification, health."""

from fastapi import APIRouter

from api.public import health

routers: tuple[APIRouter, ...] = (health.router,)
