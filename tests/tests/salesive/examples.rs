//! The examples of `spec/salesive.yaml`, and that each comes out of its type as it went in.

use std::fmt::Debug;

use salesive::types::{
    CreateCustomerOk, CustomerCreate, CustomerUpdate, ListCustomersOk, UpdateCustomerOk,
};

use crate::support::with_instants;

/// The body of a request of `createCustomer`.
pub const CREATE: &str =
    r#"{"name":"Ada Obi","email":"ada@example.com","phone":"+2348012345678","active":true}"#;

/// The body of a request of `updateCustomer`.
pub const UPDATE: &str = r#"{"phone":"+2348099998888","active":false}"#;

/// The answer of `createCustomer`.
pub const CREATED: &str = r#"{
  "status": 201,
  "success": true,
  "message": "Customer created successfully",
  "data": {
    "_id": "665a1f2c9b1e4a0012ab34cd",
    "user": null,
    "shop": "664f0e2a1c2b3d4e5f6a7b8c",
    "name": "Ada Obi",
    "phone": "+2348012345678",
    "email": "ada@example.com",
    "lastActive": "2026-06-28T08:00:00.000Z",
    "online": false,
    "active": true,
    "createdAt": "2026-06-28T08:00:00.000Z",
    "updatedAt": "2026-06-28T08:00:00.000Z",
    "avatar": "https://api.dicebear.com/9.x/initials/svg?seed=Ada%20Obi&backgroundColor=0d65d9",
    "id": "665a1f2c9b1e4a0012ab34cd"
  }
}"#;

/// The answer of `updateCustomer`.
pub const UPDATED: &str = r#"{
  "status": 200,
  "success": true,
  "message": "Customer updated successfully",
  "data": {
    "_id": "665a1f2c9b1e4a0012ab34cd",
    "user": {
      "_id": "6650aa11bb22cc33dd44ee55",
      "name": "Ada Obi",
      "email": "ada@example.com",
      "avatar": "https://cdn.example.com/u/ada.png"
    },
    "shop": "664f0e2a1c2b3d4e5f6a7b8c",
    "name": "Ada Obi",
    "phone": "+2348099998888",
    "email": "ada@example.com",
    "lastActive": "2026-06-28T08:00:00.000Z",
    "online": false,
    "active": false,
    "createdAt": "2026-06-28T08:00:00.000Z",
    "updatedAt": "2026-06-28T09:30:00.000Z",
    "avatar": "https://api.dicebear.com/9.x/initials/svg?seed=Ada%20Obi&backgroundColor=0d65d9",
    "id": "665a1f2c9b1e4a0012ab34cd"
  }
}"#;

/// The answer of `listCustomers`.
pub const LISTED: &str = r#"{
  "status": 200,
  "success": true,
  "message": "Customers retrieved",
  "data": {
    "customers": [
      {
        "_id": "665a1f2c9b1e4a0012ab34cd",
        "user": {
          "_id": "6650aa11bb22cc33dd44ee55",
          "name": "Ada Obi",
          "email": "ada@example.com",
          "avatar": "https://cdn.example.com/u/ada.png"
        },
        "shop": "664f0e2a1c2b3d4e5f6a7b8c",
        "name": "Ada Obi",
        "phone": "+2348012345678",
        "email": "ada@example.com",
        "lastActive": "2026-06-28T08:00:00.000Z",
        "online": false,
        "active": true,
        "createdAt": "2026-06-28T08:00:00.000Z",
        "updatedAt": "2026-06-28T08:00:00.000Z",
        "avatar": "https://api.dicebear.com/9.x/initials/svg?seed=Ada%20Obi&backgroundColor=0d65d9",
        "id": "665a1f2c9b1e4a0012ab34cd"
      }
    ],
    "page": 1,
    "pages": 4,
    "total": 37
  }
}"#;

macro_rules! round_trip {
    ($($example:ident as $type:ty),* $(,)?) => {
        $(same::<$type>($example, |text| serde_json::from_str(text), serde_json::to_string);)*
    };
}

/// Reads the example, writes it, and reads what was written.
fn same<T: Debug + PartialEq>(
    example: &str,
    read: fn(&str) -> serde_json::Result<T>,
    write: fn(&T) -> serde_json::Result<String>,
) {
    let value = read(example).unwrap();
    let written = write(&value).unwrap();
    assert_eq!(with_instants(&written), with_instants(example));
    assert_eq!(read(&written).unwrap(), value);
}

#[test]
fn every_example_comes_out_as_it_went_in() {
    round_trip!(
        CREATE as CustomerCreate,
        UPDATE as CustomerUpdate,
        CREATED as CreateCustomerOk,
        UPDATED as UpdateCustomerOk,
        LISTED as ListCustomersOk,
    );
}

#[test]
fn the_examples_of_requests_come_out_to_the_byte() {
    let create: CustomerCreate = serde_json::from_str(CREATE).unwrap();
    assert_eq!(serde_json::to_string(&create).unwrap(), CREATE);
    let update: CustomerUpdate = serde_json::from_str(UPDATE).unwrap();
    assert_eq!(serde_json::to_string(&update).unwrap(), UPDATE);
}
