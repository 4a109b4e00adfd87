// The words by which supportingInformation names the meeting endpoint and co-scheduled appointments.

export const endpointId = 'appointment-meeting-endpoint';

export const coScheduledDisplay = 'Co-scheduled appointment';
