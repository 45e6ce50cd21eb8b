# %% name="turns" says="503 in 0 places"
turns = {
    "nobody": [201, 204, 304],
    "client": [400, 404, 405, 410],
    "server": [500, 501],
}

# %% name="turns" says="Did anybody have to act?"
turns = {
    "nobody": [201, 204],
    "client": [304, 400, 404, 405, 410],
    "server": [500, 501, 503],
}

# %% name="turns" says="the server speaks of itself"
turns = {
    "nobody": [201, 204, 304],
    "client": [400, 404, 405, 410, 501],
    "server": [500, 503],
}

# %% name="turns" says="Square brackets around the numbers"
turns = {
    "nobody": [201, 204, 304, 400, 404, 405, 410],
    "client": "none",
    "server": [500, 501, 503],
}

# %% name="turns" says="Was anything left to do?"
turns = {
    "nobody": ["201"],
    "client": ["304", "400", "404", "405", "410"],
    "server": ["204", "500", "501", "503"],
}

# %% name="turns" says="You have not met 410"
turns = {
    "nobody": [201, 204, 304, 410],
    "client": [400, 404, 405],
    "server": [500, 501, 503],
}

# %% name="turns" says="200 in the list for nobody"
turns = {
    "nobody": [200, 201, 204, 304],
    "client": [400, 404, 405, 410],
    "server": [500, 501, 503],
}

# %% name="turns" says="no answer yet"
turns = {"nobody": [201, 204, 304], "client": ..., "server": ...}

# %% name="next_step" says="`.status_code` is a number"
def explain(status):
    return "mend" if status >= 400 else "done"

# %% name="next_step" says="another word for `201 Created`"
def explain(response):
    return "done" if response.status_code == 200 else "mend"

# %% name="next_step" says="What do you go on with?"
def explain(response):
    return "done" if response.ok else "mend"

# %% name="next_step" says="May the same request work later?"
def explain(response):
    if response.status_code == 304:
        return "keep"
    return "done" if response.ok else "mend"

# %% name="next_step" says="answer to `BREW /messages`"
def explain(response):
    if response.status_code == 304:
        return "keep"
    if response.status_code >= 500:
        return "wait"
    return "done" if response.ok else "mend"

# %% name="next_step" says="None for `422 Unprocessable Content`"
def explain(response):
    words = {200: "done", 201: "done", 204: "done", 304: "keep", 503: "wait"}
    words |= {400: "mend", 404: "mend", 405: "mend", 501: "report"}
    return words.get(response.status_code)

# %% name="next_step" says="`500 Internal Server Error`"
def explain(response):
    words = {304: "keep", 503: "wait", 501: "report"}
    usual = "done" if response.ok else "mend"
    return words.get(response.status_code, usual)

# %% name="next_step" says="You have no line for 406"
def explain(response):
    words = {200: "done", 201: "done", 204: "done", 304: "keep", 503: "wait"}
    words |= {400: "mend", 404: "mend", 405: "mend", 422: "mend", 501: "report"}
    return words[response.status_code]

# %% name="next_step" says="None for `200 OK`"
def explain(response):
    print("done" if response.ok else "mend")

# %% name="next_step" says="This answer has no content"
def explain(response):
    return "mend" if "detail" in response.json() else "done"

# %% name="next_step" says="a value of type str"
explain = "mend"

# %% name="noticed" says="What in the content tells the truth?"
def lost(answer):
    return not answer.ok

# %% name="noticed" says="Do not search the text"
def lost(answer):
    return not answer.ok or "error" in answer.text

# %% name="noticed" says="its content has title, status, detail"
def lost(answer):
    return not answer.json()["success"]

# %% name="noticed" says="Here the status is honest"
def lost(answer):
    return not answer.json().get("success", True)

# %% name="noticed" says="The refusal has words of its own"
def lost(answer):
    return not answer.ok or "to: " in answer.json().get("error", "")

# %% name="noticed" says="its content has success, message"
def lost(answer):
    return not answer.ok or answer.json()["error"]

# %% name="noticed" says="ask for `ok` instead"
def lost(answer):
    answer.raise_for_status()
    return not answer.json()["success"]

# %% name="noticed" says="so it is not lost"
def lost(answer):
    return answer.status_code != 201

# %% name="noticed" says="ends without `return`"
def lost(answer):
    if not answer.ok or not answer.json()["success"]:
        print("lost")

# %% name="noticed" says="without brackets"
def lost(answer):
    return not answer.ok


lost = lost(answer)

# %% name="quiz_status" says="204 is as good as 200"
letters = ["a", "c", "a"]

# %% name="quiz_status" says="and that said 200"
letters = ["b", "a", "a"]

# %% name="quiz_status" says="A wrong URL is a 404"
letters = ["b", "c", "b"]

# %% name="quiz_status" says="You got a response, and Python went on"
letters = ["b", "c", "c"]
