window.MUSTER_INDEX = {{ entries|tojson }};
