"""The paths of the table in `tests/conformance.py`, made with FastAPI."""

from fastapi import FastAPI, HTTPException, Response
from pydantic import BaseModel, Field

MESSAGE = {"to": "+15558675310", "from": "+15017122661", "body": "Tea"}
app = FastAPI()


class Draft(BaseModel):
    to: str
    sender: str = Field(alias="from")
    body: str


@app.get("/")
def home():
    return {"messages": "/messages"}


@app.get("/messages")
def read_all():
    return [MESSAGE]


@app.post("/messages", status_code=201)
def create(draft: Draft, response: Response):
    response.headers["Location"] = "/messages/2"
    return draft.model_dump(by_alias=True)


@app.get("/messages/{number}")
def read(number: int):
    if number != 1:
        raise HTTPException(404)
    return MESSAGE
