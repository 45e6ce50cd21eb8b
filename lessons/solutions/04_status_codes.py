# %% name="turns"
turns = {
    "nobody": [201, 204, 304],
    "client": [400, 404, 405, 410],
    "server": [500, 501, 503],
}

# %% name="next_step"
def explain(response):
    status = response.status_code
    if status == 304:
        return "keep"
    if status == 503:
        return "wait"
    if status >= 500:
        return "report"
    return "mend" if status >= 400 else "done"

# %% name="noticed"
def lost(answer):
    refused = not answer.ok
    return refused or not answer.json()["success"]

# %% name="quiz_status"
letters = ["b", "c", "a"]
