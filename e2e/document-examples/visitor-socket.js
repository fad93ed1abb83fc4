const ws = new WebSocket('ws://localhost:5000/ws/session_abc123');

ws.onopen = () => {
  console.log('Connected to chat server');
  
  // Send message
  ws.send(JSON.stringify({
    type: 'message',
    sessionId: 'session_abc123',
    siteKey: 'widget-abc123',
    message: 'Hello!',
    timestamp: new Date().toISOString()
  }));
};

ws.onmessage = (event) => {
  const data = JSON.parse(event.data);
  console.log('Received:', data);
};
