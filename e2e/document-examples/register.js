const response = await fetch('http://localhost:5000/api/auth/register', {
  method: 'POST',
  headers: {
    'Content-Type': 'application/json'
  },
  body: JSON.stringify({
    username: 'new_user',
    email: 'user@example.com',
    password: 'password123'
  })
});

const data = await response.json();
console.log(data);
