# %% name="content_types" says="another answer for: json="
content_types = {
    'json={"cups": 1}': "application/json; charset=utf-8",
    'data={"cups": 1}': "application/x-www-form-urlencoded",
    'data="cups=1"': None,
}

# %% name="content_types" says="A dictionary in `data=` becomes a form"
content_types = {
    'json={"cups": 1}': "Content-Type: application/json",
    'data={"cups": 1}': "application/json",
    'data="cups=1"': None,
}

# %% name="content_types" says="A text is sent as it is, whatever it looks like"
content_types = {
    'json={"cups": 1}': "application/json",
    'data={"cups": 1}': "application/x-www-form-urlencoded",
    'data="cups=1"': "application/x-www-form-urlencoded",
}

# %% name="content_types" says="Seen: 'text/plain'"
content_types = {
    'json={"cups": 1}': "application/json",
    'data={"cups": 1}': "application/x-www-form-urlencoded",
    'data="cups=1"': "text/plain",
}

# %% name="content_types" says="Change only what stands behind the colons"
content_types = ["application/json", "application/x-www-form-urlencoded", None]

# %% name="repaired" says="for client `one`: a call that is answered `201 Created`"
repaired = {"one": first, "two": second, "three": third}

# %% name="repaired" says="behind `one`"
repaired = {"one": "json=one", "two": ..., "three": ...}

# %% name="repaired" says="A text goes into `data=`, with a label"
repaired = {
    "one": requests.post(f"{api.url}/messages", json=one),
    "two": requests.post(f"{api.url}/messages", json=two),
    "three": ...,
}

# %% name="repaired" says="JSON wants double quotes"
repaired = {
    "one": requests.post(f"{api.url}/messages", data=str(one), headers=label),
    "two": requests.post(f"{api.url}/messages", data=two, headers=label),
    "three": ...,
}

# %% name="repaired" says="writes a form, whatever the label says"
repaired = {
    "one": requests.post(f"{api.url}/messages", data=one, headers=label),
    "two": ...,
    "three": ...,
}

# %% name="repaired" says="The request has no content"
repaired = {
    "one": requests.post(f"{api.url}/messages", headers=label),
    "two": ...,
    "three": ...,
}

# %% name="repaired" says="the repaired call of client `three`"
repaired = {
    "one": requests.post(f"{api.url}/messages", json=one),
    "two": requests.post(f"{api.url}/messages", data=two, headers=label),
    "three": ...,
}

# %% name="repaired" says="for client `two`: the message"
done = requests.post(f"{api.url}/messages", json=one)
repaired = {"one": done, "two": done, "three": done}

# %% name="repaired" says="for client `two`: a response"
repaired = {
    "one": requests.post(f"{api.url}/messages", json=one),
    "two": requests.post(f"{api.url}/messages", data=two, headers=label).json(),
    "three": ...,
}

# %% name="repaired" says="`POST /crooked/messages`, answered 200"
repaired = {
    "one": requests.post(f"{api.url}/crooked/messages", json=one),
    "two": ...,
    "three": ...,
}

# %% name="repaired" says="You accept none of what there is"
html = {"Accept": "text/html"}
repaired = {
    "one": requests.post(f"{api.url}/messages", json=one, headers=html),
    "two": ...,
    "three": ...,
}

# %% name="repaired" says="a dictionary with a call for"
repaired = [requests.post(f"{api.url}/messages", json=one)] * 3

# %% name="there_and_back" says="as `json=` and `json.dumps` write it"
gone = requests.post(f"{api.url}/messages", json=tea | {"body": "A ☕"})

back = requests.get(api.url + gone.headers["Location"])

# %% name="there_and_back" says="Now read it with `GET`"
cup = json.dumps(tea | {"body": "A ☕"}, ensure_ascii=False).encode()
back = requests.post(f"{api.url}/messages", data=cup, headers=label)

# %% name="there_and_back" says="You did not say what it is"
cup = json.dumps(tea | {"body": "A ☕"}, ensure_ascii=False).encode()
back = requests.post(f"{api.url}/messages", data=cup)

# %% name="there_and_back" says="Encode the JSON text as UTF-8"
cup = json.dumps(tea | {"body": "Zoë"}, ensure_ascii=False).encode("iso-8859-1")
back = requests.post(f"{api.url}/messages", data=cup, headers=label)

# %% name="there_and_back" says="#/from Missing."
cup = json.dumps({"to": "+15558675310", "body": "A ☕"}, ensure_ascii=False).encode()
back = requests.post(f"{api.url}/messages", data=cup, headers=label)

# %% name="there_and_back" says="`GET /messages/5`, answered 200"
back = requests.get(f"{api.url}/messages/5")

# %% name="there_and_back" says="was created with the body `Tea & milk?`"
gone = requests.post(f"{api.url}/messages", data=text.encode(), headers=label)

back = requests.get(api.url + gone.headers["Location"])

# %% name="there_and_back" says="There is no message 999"
back = requests.get(f"{api.url}/messages/999")

# %% name="there_and_back" says="a value of type dict"
cup = json.dumps(tea | {"body": "A ☕"}, ensure_ascii=False).encode()
gone = requests.post(f"{api.url}/messages", data=cup, headers=label)

back = requests.get(api.url + gone.headers["Location"]).json()

# %% name="there_and_back" says="Was the message changed after it was created?"
cup = json.dumps(tea | {"body": "A ☕"}, ensure_ascii=False).encode()
gone = requests.post(f"{api.url}/messages", data=cup, headers=label)
requests.put(api.url + gone.headers["Location"], json=tea)

back = requests.get(api.url + gone.headers["Location"])

# %% name="quiz_labels" says="data= and json= are the same"
letters = ["a", "b", "c"]

# %% name="quiz_labels" says="see the log again"
letters = ["c", "b", "c"]

# %% name="quiz_labels" says="Accept and Content-Type are the same"
letters = ["b", "a", "c"]

# %% name="quiz_labels" says="all bytes came"
letters = ["b", "b", "a"]
