# %% name="promised_statuses"
def promised(method, path):
    item = description["paths"].get(path, {})
    return list(item.get(method.lower(), {}).get("responses", {}))

# %% name="three_calls"
api.reset()
page = requests.get(f"{api.url}/messages", params={"before": 5, "limit": 2})
wish = {"target": "http://127.0.0.1:9000/hook", "events": ["sending", "undelivered"]}
told = requests.post(f"{api.url}/webhooks", json=wish)
ended = requests.delete(api.url + told.headers["Location"])

by_description = [page, told, ended]

# %% name="five_lies"
api.reset()
there, gone = f"{api.url}/crooked/messages/3", f"{api.url}/crooked/messages/99"
deleted = requests.delete(there)  # 204: nothing in it is wrong
still_there = requests.get(there)  # but the message is here, and its id is text
two = requests.get(f"{api.url}/crooked/messages", params={"limit": 2})
calls = [deleted, still_there, two, requests.get(gone), requests.put(there, json=tea)]
for each in calls:
    print(each.request.method, each.request.path_url, breaches(each, crooked))

lies = calls

# %% name="quiz_contract"
letters = ["c", "a", "b"]
