"""The messages with aiohttp."""

import sys

from aiohttp import web
from table import Table, draft_in

table = Table()
routes = web.RouteTableDef()


@routes.get("/messages")
async def page(request):
    after, limit = (int(request.query.get(*each)) for each in (AFTER, LIMIT))
    return web.json_response(table.page(after, limit))


@routes.post("/messages")
async def add(request):
    message = table.add(await draft_of(request))
    location = {"Location": f"/messages/{message['id']}"}
    return web.json_response(message, status=201, headers=location)


@routes.get(r"/messages/{id:\d+}")
async def get(request):
    return web.json_response(found(table.get(id_of(request))))


@routes.put(r"/messages/{id:\d+}")
async def put(request):
    draft = await draft_of(request)
    return web.json_response(found(table.replace(id_of(request), draft)))


@routes.delete(r"/messages/{id:\d+}")
async def delete(request):
    found(table.remove(id_of(request)))
    return web.Response(status=204)


AFTER, LIMIT = ("after", 0), ("limit", 50)


def id_of(request):
    return int(request.match_info["id"])


async def draft_of(request):
    draft = draft_in(await request.read())
    if not draft:
        raise web.HTTPUnprocessableEntity()
    return draft


def found(message):
    if not message:
        raise web.HTTPNotFound()
    return message


app = web.Application()
app.add_routes(routes)
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
