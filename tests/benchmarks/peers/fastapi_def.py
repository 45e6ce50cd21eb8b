"""The messages with FastAPI and `def`: FastAPI calls them in its threads."""

from fastapi import FastAPI, HTTPException, Response
from pydantic import BaseModel, Field
from table import Table

app = FastAPI()
table = Table()


class Draft(BaseModel):
    sender: str = Field(alias="from")
    to: str
    body: str


@app.get("/messages")
def page(after: int = 0, limit: int = 50):
    return table.page(after, limit)


@app.post("/messages", status_code=201)
def add(draft: Draft, response: Response):
    message = table.add(draft.model_dump(by_alias=True))
    response.headers["Location"] = f"/messages/{message['id']}"
    return message


@app.get("/messages/{id}")
def get(id: int):
    return found(table.get(id))


@app.put("/messages/{id}")
def put(id: int, draft: Draft):
    return found(table.replace(id, draft.model_dump(by_alias=True)))


@app.delete("/messages/{id}", status_code=204)
def delete(id: int):
    found(table.remove(id))


def found(message):
    if not message:
        raise HTTPException(404)
    return message
