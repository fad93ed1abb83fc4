const ws = new WebSocket('ws://localhost:5000/ws/agent/1?token=YOUR_JWT_TOKEN');

ws.onopen = () => {
  console.log('Agent connected');
  
  // Request waiting sessions
  ws.send(JSON.stringify({
    type: 'get_waiting_sessions',
    agentId: 1,
    timestamp: new Date().toISOString()
  }));
};

ws.onmessage = (event) => {
  const data = JSON.parse(event.data);
  
  if (data.type === 'waiting_sessions') {
    console.log('Waiting sessions:', data.sessions);
  }
  
  if (data.type === 'new_message') {
    console.log('New message from customer:', data.message);
  }
};
