# %% name="role_matrix"
api.reset()
api.lock()
roles = {"nobody": {}, "reader": bearer("read"), "owner": bearer("write")}
matrix = {}
for role, fields in roles.items():
    answers = [
        requests.get(one, headers=fields),
        requests.post(f"{api.url}/messages", json=tea, headers=fields),
        requests.delete(f"{api.url}/messages/6", headers=fields),
    ]
    matrix[role] = [answer.status_code for answer in answers]

# %% name="clean_log"
home = f"{api.url}/messages"
clean = requests.get(home, params={"q": "tea"}, auth=ada)

# %% name="call_again"
def call(method, url, fields, renew):
    response = requests.request(method, url, headers=fields)
    if response.status_code == 401:
        response = requests.request(method, url, headers=renew())
    return response

# %% name="quiz_who"
letters = ["b", "c", "b"]
