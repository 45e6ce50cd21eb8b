# %% name="content_types"
content_types = {
    'json={"cups": 1}': "application/json",
    'data={"cups": 1}': "application/x-www-form-urlencoded",
    'data="cups=1"': None,
}

# %% name="repaired"
mended = three.replace("'", '"')
repaired = {
    "one": requests.post(f"{api.url}/messages", json=one),
    "two": requests.post(f"{api.url}/messages", data=two, headers=label),
    "three": requests.post(f"{api.url}/messages", data=mended, headers=label),
}

# %% name="there_and_back"
cup = json.dumps(tea | {"body": "A cup: ☕"}, ensure_ascii=False).encode()
gone = requests.post(f"{api.url}/messages", data=cup, headers=label)

back = requests.get(api.url + gone.headers["Location"])

# %% name="quiz_labels"
letters = ["b", "b", "c"]
