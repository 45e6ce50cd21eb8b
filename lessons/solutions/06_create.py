# %% name="completed_call"
report = {"from": "+14158141829", "to": "+15017122661", "body": "All lights are green."}
completed = requests.post(f"{api.url}/messages", json=report)

# %% name="import_program"
my_lines = [
    lines[2],
    lines[4],
    lines[5],
    lines[1],
    lines[3],
]

# %% name="imported"
api.reset()  # nothing is left of an earlier try
places = []
for each in drafts:
    reply = requests.post(f"{api.url}/messages", json=each)
    if reply.status_code == 422:
        print(reply.json()["errors"])  # "to": + and 2 to 15 digits
        each["to"] = each["to"].replace(" ", "")
        reply = requests.post(f"{api.url}/messages", json=each)
    places.append(reply.headers["Location"])

# %% name="lost_message"
lost_id = crooked.json()["message"]["id"]
lost = {
    "missing field": "Location",
    "what it means": "b",
    "the new message": requests.get(f"{api.url}/messages/{lost_id}"),
}

# %% name="quiz_create"
letters = ["b", "c", "a"]
