# %% name="role_matrix" says="a `DELETE` answered 403"
matrix = {"nobody": [401] * 3, "reader": [200, 403, 403], "owner": [200, 201, 204]}
requests.delete(f"{api.url}/messages/6")

# %% name="role_matrix" says="The server does not know who asks"
matrix = {"nobody": [403] * 3, "reader": [200, 401, 401], "owner": [200, 201, 204]}

# %% name="role_matrix" says="for reader and POST"
matrix = {"nobody": [401] * 3, "reader": [200, 401, 401], "owner": [200, 201, 204]}

# %% name="role_matrix" says="Is the door locked?"
api.reset()
matrix = {"nobody": [200, 201, 204], "reader": [200, 403, 403], "owner": [200, 201, 404]}
api.lock()

# %% name="role_matrix" says="It was gone already"
matrix = {"nobody": [401] * 3, "reader": [200, 403, 403], "owner": [200, 201, 404]}

# %% name="role_matrix" says="Something new is there"
matrix = {"nobody": [401] * 3, "reader": [200, 403, 403], "owner": [200, 200, 204]}

# %% name="role_matrix" says="Something is wrong with the call itself"
matrix = {"nobody": [401] * 3, "reader": [200, 403, 403], "owner": [200, 415, 204]}

# %% name="role_matrix" says="There is nothing to tell"
matrix = {"nobody": [401] * 3, "reader": [200, 403, 403], "owner": [200, 201, 200]}

# %% name="role_matrix" says="Is it a token for reading?"
matrix = {"nobody": [401] * 3, "reader": [200, 201, 204], "owner": [200, 201, 204]}

# %% name="role_matrix" says="Write the status code itself"
matrix = {"nobody": [requests.get(one)] * 3, "reader": ..., "owner": ...}

# %% name="role_matrix" says="three status codes for reader"
matrix = {"nobody": [401] * 3, "reader": ..., "owner": ...}

# %% name="role_matrix" says="three status codes for nobody"
matrix = {"nobody": 401, "reader": 403, "owner": 200}

# %% name="role_matrix" says="is it a fresh token, and one for writing"
matrix = {"nobody": [401] * 3, "reader": [200, 403, 403], "owner": [200, 403, 403]}

# %% name="clean_log" says="the secret in the URL: `GET /messages?q=tea&key=paper-boat`, answered 401"
clean = leaky = requests.get(
    f"{api.url}/messages", params={"q": "tea", "key": "paper-boat"}
)

# %% name="clean_log" says="`GET /messages?q=tea&key=paper-boat`, answered 400"
asked = {"q": "tea", "key": "paper-boat"}
clean = requests.get(f"{api.url}/messages", params=asked, auth=ada)

# %% name="clean_log" says="without `Authorization`"
clean = requests.get(f"{api.url}/messages", params={"q": "tea"})

# %% name="clean_log" says="the secret in the content"
clean = requests.post(f"{api.url}/messages", data={"q": "tea", "key": "paper-boat"})

# %% name="clean_log" says="the secret in a header field"
key = {"Key": "paper-boat"}
clean = requests.get(f"{api.url}/messages", params={"q": "tea"}, headers=key)

# %% name="clean_log" says="a call by ben"
clean = requests.get(f"{api.url}/messages", params={"q": "tea"}, auth=ben)

# %% name="clean_log" says="and nothing else: `q=tea`"
clean = requests.get(f"{api.url}/messages", auth=ada)

# %% name="clean_log" says="The server does not accept this proof"
clean = requests.get(f"{api.url}/messages", params={"q": "tea"}, auth=("ada", "tea"))

# %% name="clean_log" says="a `GET` of `/messages`"
clean = requests.get(one, auth=ada)

# %% name="clean_log" says="the secret in the URL that your program has made"
secret_url = api.url.replace("//", "//ada:paper-boat@")
clean = requests.get(f"{secret_url}/messages", params={"q": "tea"})

# %% name="clean_log" says="a value of type list"
clean = requests.get(f"{api.url}/messages", params={"q": "tea"}, auth=ada).json()

# %% name="call_again" says="call `renew()`"
def call(method, url, fields, renew):
    return requests.request(method, url, headers=fields)

# %% name="call_again" says="The second call needs the new fields"
def call(method, url, fields, renew):
    response = requests.request(method, url, headers=fields)
    if response.status_code == 401:
        renew()
        response = requests.request(method, url, headers=fields)
    return response

# %% name="call_again" says="`if`, not `while`"
def call(method, url, fields, renew):
    response = requests.request(method, url, headers=fields)
    while response.status_code == 401:
        response = requests.request(method, url, headers=renew())
    return response

# %% name="call_again" says="Only a 401 asks for another proof"
def call(method, url, fields, renew):
    response = requests.request(method, url, headers=fields)
    if not response.ok:
        response = requests.request(method, url, headers=renew())
    return response

# %% name="call_again" says="Ask first"
def call(method, url, fields, renew):
    return requests.request(method, url, headers=renew())

# %% name="call_again" says="With the new fields, send the same call again"
def call(method, url, fields, renew):
    response = requests.request(method, url, headers=fields)
    if response.status_code == 401:
        fields = renew()
    return response

# %% name="call_again" says="Send the method that was given"
def call(method, url, fields, renew):
    response = requests.get(url, headers=fields)
    if response.status_code == 401:
        response = requests.get(url, headers=renew())
    return response

# %% name="call_again" says="leave `raise_for_status()` out"
def call(method, url, fields, renew):
    response = requests.request(method, url, headers=fields)
    if response.status_code == 401:
        response = requests.request(method, url, headers=renew())
    response.raise_for_status()
    return response

# %% name="call_again" says="it gave back `None`"
def call(method, url, fields, renew):
    response = requests.request(method, url, headers=fields)
    if response.status_code == 401:
        response = requests.request(method, url, headers=renew())
    last = response.status_code

# %% name="call_again" says="it gave back `200`"
def call(method, url, fields, renew):
    response = requests.request(method, url, headers=fields)
    if response.status_code == 401:
        response = requests.request(method, url, headers=renew())
    return response.status_code

# %% name="call_again" says="Each call needs its header fields"
def call(method, url, fields, renew):
    response = requests.request(method, url)
    if response.status_code == 401:
        response = requests.request(method, url, headers=renew())
    return response

# %% name="call_again" says="Send it to the URL that was given"
def call(method, url, fields, renew):
    response = requests.request(method, url, headers=fields)
    if response.status_code == 401:
        response = requests.request(method, one, headers=renew())
    return response

# %% name="call_again" says="`GET /messages` 401, `POST /tokens` 200, `POST /tokens` 200"
def call(method, url, fields, renew):
    response = requests.request(method, url, headers=fields)
    if response.status_code == 401:
        renew()
        response = requests.request(method, url, headers=renew())
    return response

# %% name="call_again" says="takes 2 positional arguments but 4 were given"
def call(method, url):
    return requests.request(method, url, headers=reader)

# %% name="call_again" says="Hand over its name, without brackets"
call = requests.get(one, headers=reader)

# %% name="call_again" says="'str' object is not callable"
def call(method, url, fields, renew):
    response = method(url, headers=fields)
    return response

# %% name="quiz_who" says="it was a 403 again"
letters = ["a", "c", "b"]

# %% name="quiz_who" says="without a key"
letters = ["b", "a", "b"]

# %% name="quiz_who" says="word for word"
letters = ["b", "b", "b"]

# %% name="quiz_who" says="Both pages were answered 200"
letters = ["b", "c", "a"]
